package org.mopay.cli.vectors.own;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormat;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The vectors of MO/1 itself. None of them is ever not applicable. */
public final class OwnVectors implements VectorFormat {
    @Override
    public String name() {
        return "MO/1";
    }

    @Override
    public boolean recognises(JsonElement document) {
        return document.isJsonObject()
                && document.getAsJsonObject().has("about")
                && document.getAsJsonObject().has("vectors");
    }

    @Override
    public List<Result> check(JsonElement document) throws VectorFormatException {
        VectorObject file = VectorObject.document(document);
        file.text("about");
        String name = file.text("kind");
        Optional<OwnKind> kind = OwnKind.named(name);
        if (kind.isEmpty()) {
            throw new VectorFormatException(
                    "kind", "is " + name + ", which MO/1 has no vectors of");
        }
        List<Result> results = new ArrayList<>();
        for (VectorObject vector : file.objects("vectors")) {
            results.add(Result.of(vector.text("name"), () -> compare(kind.get(), vector)));
        }
        if (!file.unread().isEmpty()) {
            results.add(Result.failed("the file", "unknown members " + file.unread()));
        }
        return results;
    }

    private static void compare(OwnKind kind, VectorObject vector)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        VectorObject input = vector.object("input");
        JsonObject computed = kind.output(input);
        JsonObject expected = vector.object("output").json();
        requireNone("vector", vector);
        requireNone("input", input);
        TreeSet<String> members = new TreeSet<>(expected.keySet());
        members.addAll(computed.keySet());
        for (String member : members) {
            VectorMismatch.unlessEqual(
                    member, shown(expected.get(member)), shown(computed.get(member)));
        }
    }

    private static Object shown(JsonElement member) {
        return member == null ? "nothing" : member;
    }

    private static void requireNone(String what, VectorObject object) throws VectorMismatch {
        if (!object.unread().isEmpty()) {
            throw new VectorMismatch("unknown members of the " + what + ": " + object.unread());
        }
    }
}
