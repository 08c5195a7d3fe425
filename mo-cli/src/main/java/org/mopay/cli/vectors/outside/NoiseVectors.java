package org.mopay.cli.vectors.outside;

import com.google.gson.JsonElement;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormat;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.noise.NoiseProtocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Noise vectors in the JSON that cacophony, snow and most others write. */
public final class NoiseVectors implements VectorFormat {
    private static final List<NoiseProtocol> SHIPPED = List.of(NoiseProtocol.XX, NoiseProtocol.XK);

    @Override
    public String name() {
        return "Noise";
    }

    @Override
    public boolean recognises(JsonElement document) {
        return document.isJsonObject()
                && document.getAsJsonObject().has("vectors")
                && !document.getAsJsonObject().has("about");
    }

    @Override
    public List<Result> check(JsonElement document) throws VectorFormatException {
        List<Result> results = new ArrayList<>();
        for (VectorObject vector : VectorObject.document(document).objects("vectors")) {
            String protocol = vector.text("protocol_name");
            String id = "#" + results.size() + " " + protocol;
            results.add(check(id, protocol, vector));
        }
        return results;
    }

    private static Result check(String id, String protocol, VectorObject vector)
            throws VectorFormatException {
        Optional<NoiseProtocol> shipped =
                SHIPPED.stream().filter(each -> each.name().equals(protocol)).findFirst();
        if (shipped.isEmpty()) {
            return Result.notApplicable(id, notShipped(protocol));
        }
        if (!vector.flags("init_psks").isEmpty() || !vector.flags("resp_psks").isEmpty()) {
            return Result.notApplicable(id, "pre-shared keys are not shipped");
        }
        return Result.of(id, () -> new NoiseRun(shipped.get(), vector).play());
    }

    /** The first part of the name, pattern, curve, cipher or hash, that no suite of MO/1 has. */
    private static String notShipped(String protocol) {
        String[] parts = protocol.split("_", -1);
        String[] shipped = NoiseProtocol.XX.name().split("_", -1);
        if (parts.length != shipped.length || !parts[0].equals(shipped[0])) {
            return "not a protocol of Noise over one curve";
        }
        boolean known = SHIPPED.stream().anyMatch(each -> each.pattern().name().equals(parts[1]));
        if (!known) {
            return "pattern " + parts[1] + " is not shipped";
        }
        for (int i = 2; i < parts.length; i++) {
            if (!parts[i].equals(shipped[i])) {
                return parts[i] + " is not shipped";
            }
        }
        throw new IllegalStateException(protocol + " is shipped");
    }
}
