package org.mopay.cli.vectors.outside;

import com.google.gson.JsonElement;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormat;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.carrier.Base45;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;

/** The examples of RFC 9285, and texts that are no base45, in JSON. */
public final class Base45Vectors implements VectorFormat {
    @Override
    public String name() {
        return "base45";
    }

    @Override
    public boolean recognises(JsonElement document) {
        return document.isJsonObject()
                && document.getAsJsonObject().has("valid")
                && document.getAsJsonObject().has("invalid");
    }

    @Override
    public List<Result> check(JsonElement document) throws VectorFormatException {
        VectorObject file = VectorObject.document(document);
        List<Result> results = new ArrayList<>();
        for (VectorObject pair : file.objects("valid")) {
            results.add(Result.of("valid '" + pair.text("base45") + "'", () -> {
                String text = pair.text("base45");
                VectorMismatch.unlessEqual("base45", text, Base45.encode(pair.hex("hex")));
                VectorMismatch.unlessEqual("hex", pair.hex("hex"), Base45.decode(text));
            }));
        }
        for (VectorObject wrong : file.objects("invalid")) {
            String text = wrong.text("base45");
            results.add(Result.of("invalid '" + text + "'", () -> requireRefused(text)));
        }
        return results;
    }

    private static void requireRefused(String text) throws VectorMismatch {
        try {
            Base45.decode(text);
        } catch (ProtocolException refused) {
            return;
        }
        throw new VectorMismatch("read, and it is no base45");
    }
}
