package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ProtocolException;

/** Signatures of each kind of key, each under its context. */
final class SignatureComputation implements Computation {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();

    @Override
    public JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        boolean edwards = isEdwards(input.text("scheme"));
        Signer signer = edwards
                ? CRYPTO.ed25519Signer(input.secret("private_key"))
                : CRYPTO.p256Signer(input.secret("private_key"));
        Verifier verifier = edwards
                ? CRYPTO.ed25519Verifier(signer.publicKey())
                : CRYPTO.p256Verifier(signer.publicKey());
        String type = input.text("type");
        Bytes body = input.hex("body");
        requireCanonical(type, body);
        Bytes message = Types.inContext(type, body);
        Bytes signature = signer.sign(message);
        if (!verifier.verify(message, signature)) {
            throw new VectorMismatch("the signature does not verify");
        }
        return new Members()
                .with("public_key", signer.publicKey())
                .with("context", Types.inContext(type, Bytes.empty()))
                .with("signature", signature)
                .build();
    }

    private static boolean isEdwards(String scheme) throws VectorMismatch {
        return switch (scheme) {
            case "ed25519" -> true;
            case "p256" -> false;
            default -> throw new VectorMismatch("no scheme " + scheme);
        };
    }

    private static void requireCanonical(String type, Bytes body)
            throws VectorMismatch, ProtocolException {
        if (!type.equals("resume")) {
            Types.type(type).decode(body);
        }
    }
}
