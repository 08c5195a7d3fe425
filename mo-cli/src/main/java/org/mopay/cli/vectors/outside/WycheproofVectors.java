package org.mopay.cli.vectors.outside;

import com.google.gson.JsonElement;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormat;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Wycheproof: what MO/1 builds on is checked, every other algorithm is not applicable. */
public final class WycheproofVectors implements VectorFormat {
    @Override
    public String name() {
        return "Wycheproof";
    }

    @Override
    public boolean recognises(JsonElement document) {
        return document.isJsonObject() && document.getAsJsonObject().has("testGroups");
    }

    @Override
    public List<Result> check(JsonElement document) throws VectorFormatException {
        VectorObject file = VectorObject.document(document);
        String algorithm = file.text("algorithm").toUpperCase(Locale.ROOT);
        List<Result> results = new ArrayList<>();
        for (VectorObject group : file.objects("testGroups")) {
            GroupCheck check = check(algorithm, group);
            for (VectorObject test : group.objects("tests")) {
                results.add(check.check("tcId " + test.number("tcId"), test));
            }
        }
        return results;
    }

    private static GroupCheck check(String algorithm, VectorObject group)
            throws VectorFormatException {
        String type = group.text("type");
        return switch (algorithm + "/" + type) {
            case "CHACHA20-POLY1305/AeadTest" -> SymmetricChecks::chaCha20Poly1305;
            case "HKDF-SHA-256/HkdfTest" -> SymmetricChecks::hkdf;
            case "HMACSHA256/MacTest" -> SymmetricChecks.hmac(group);
            case "XDH/XdhComp" -> onCurve("curve25519", group, CurveChecks::x25519);
            case "EDDSA/EddsaVerify", "EDDSA/EddsaVer" -> ed25519(group);
            case "ECDSA/EcdsaP1363Verify" -> p256(group);
            case "ECDSA/EcdsaVerify" ->
                notApplicable("ECDSA in DER: a signature of MO/1 is r || s of fixed length");
            default -> notApplicable(algorithm + " is not part of MO/1");
        };
    }

    private static GroupCheck ed25519(VectorObject group) throws VectorFormatException {
        VectorObject key = publicKey(group);
        Bytes encoded = key.hex("pk");
        return onCurve("edwards25519", key, (id, test) -> CurveChecks.ed25519(id, encoded, test));
    }

    private static GroupCheck p256(VectorObject group) throws VectorFormatException {
        VectorObject key = publicKey(group);
        if (!group.text("sha").equals("SHA-256")) {
            return notApplicable("ECDSA with " + group.text("sha") + " is not part of MO/1");
        }
        Bytes encoded = key.hex("uncompressed");
        return onCurve("secp256r1", key, (id, test) -> CurveChecks.p256(id, encoded, test));
    }

    private static VectorObject publicKey(VectorObject group) throws VectorFormatException {
        return group.object("publicKey");
    }

    private static GroupCheck onCurve(String curve, VectorObject holder, GroupCheck check)
            throws VectorFormatException {
        String named = holder.text("curve");
        return named.equals(curve)
                ? check
                : notApplicable("curve " + named + " is not part of MO/1");
    }

    private static GroupCheck notApplicable(String reason) {
        return (id, test) -> Result.notApplicable(id, reason);
    }
}
