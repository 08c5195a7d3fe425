package org.mopay.cli.vectors.outside;

import com.google.gson.JsonElement;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormat;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Ed25519 edge cases of CCTV. Their file gives no verdict, only what is odd about each; the
 * verdict is that of MO/1's rule: A canonical and of prime order, R canonical, and the equation
 * cofactored, so that small-order components of R and residues of small order are of no account.
 */
public final class Ed25519EdgeCases implements VectorFormat {
    private static final Set<String> REFUSED =
            Set.of("low_order_A", "low_order_component_A", "non_canonical_A", "non_canonical_R");
    private static final Set<String> OF_NO_ACCOUNT =
            Set.of("low_order_R", "low_order_component_R", "low_order_residue", "reencoded_k");

    @Override
    public String name() {
        return "CCTV Ed25519";
    }

    @Override
    public boolean recognises(JsonElement document) {
        if (!document.isJsonArray() || document.getAsJsonArray().isEmpty()) {
            return false;
        }
        JsonElement first = document.getAsJsonArray().get(0);
        return first.isJsonObject()
                && first.getAsJsonObject()
                        .keySet()
                        .containsAll(Set.of("key", "sig", "msg", "flags"));
    }

    @Override
    public List<Result> check(JsonElement document) throws VectorFormatException {
        List<Result> results = new ArrayList<>();
        for (VectorObject test : VectorObject.documents(document)) {
            results.add(check("number " + test.number("number"), test));
        }
        return results;
    }

    private static Result check(String id, VectorObject test) throws VectorFormatException {
        Set<String> flags = test.flags("flags");
        for (String flag : flags) {
            if (!REFUSED.contains(flag) && !OF_NO_ACCOUNT.contains(flag)) {
                return Result.failed(id, "unknown flag " + flag);
            }
        }
        boolean expected = flags.stream().noneMatch(REFUSED::contains);
        Bytes message = Bytes.ofUtf8(test.text("msg"));
        if (CurveChecks.ed25519(test.hex("key"), message, test.hex("sig")) == expected) {
            return Result.passed(id);
        }
        return Result.failed(
                id, (expected ? "refused" : "accepted") + " against the rule of MO/1, " + flags);
    }
}
