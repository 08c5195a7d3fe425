package org.mopay.cli.vectors.outside;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.cli.vectors.outside.GroupCheck.Expected;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.SignatureScheme;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.math.BigInteger;
import java.util.Arrays;

/** X25519, Ed25519 and ECDSA on P-256, by the rules of MO/1. */
final class CurveChecks {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final Bytes NOTHING_SHARED = Bytes.copyOf(new byte[32]);
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final int SCALAR_SIZE = 32;
    private static final int UNCOMPRESSED_SIZE = 65;

    private CurveChecks() {}

    /**
     * Odd points are "acceptable" there. MO/1 refuses those that share no secret and computes with
     * the others, as RFC 7748 says.
     */
    static Result x25519(String id, VectorObject test) throws VectorFormatException {
        SecretBytes scalar = test.secret("private");
        Bytes point = test.hex("public");
        Bytes shared = test.hex("shared");
        if (Expected.of(test) == Expected.INVALID || shared.equals(NOTHING_SHARED)) {
            return Result.of(id, () -> {
                try {
                    CRYPTO.x25519(scalar, point);
                } catch (ProtocolException refused) {
                    if (shared.equals(NOTHING_SHARED)) {
                        VectorMismatch.unlessEqual(
                                "the refusal", ErrorCode.LOW_ORDER_POINT, refused.code());
                    }
                    return;
                }
                throw new VectorMismatch("accepted a point that must be refused");
            });
        }
        return Result.of(
                id,
                () -> VectorMismatch.unlessEqual(
                        "shared",
                        shared,
                        Bytes.copyOf(CRYPTO.x25519(scalar, point).expose())));
    }

    static Result ed25519(String id, Bytes key, VectorObject test) throws VectorFormatException {
        return GroupCheck.judge(id, test, ed25519(key, test.hex("msg"), test.hex("sig")));
    }

    /** Under a key that is checked in full; one that is refused verifies nothing. */
    static boolean ed25519(Bytes key, Bytes message, Bytes signature) {
        try {
            return CRYPTO.ed25519Verifier(key).verify(message, signature);
        } catch (ProtocolException keyRefused) {
            return false;
        }
    }

    /**
     * A signature with a high S is valid there and has no place in MO/1: it is not applicable if it
     * is refused and its twin with the low S is good, and failed otherwise.
     */
    static Result p256(String id, Bytes key, VectorObject test) throws VectorFormatException {
        Bytes message = test.hex("msg");
        Bytes signature = test.hex("sig");
        boolean accepted = p256(key, message, signature);
        if (Expected.of(test) == Expected.VALID && isHigh(signature)) {
            return !accepted && p256(key, message, withLowS(signature))
                    ? Result.notApplicable(id, "valid with a high S, which MO/1 refuses")
                    : Result.failed(id, "of the twins with high and low S, not the low one alone");
        }
        return GroupCheck.judge(id, test, accepted);
    }

    private static boolean p256(Bytes uncompressed, Bytes message, Bytes signature) {
        if (uncompressed.size() != UNCOMPRESSED_SIZE) {
            return false;
        }
        byte prefix = (byte) (2 + (uncompressed.at(UNCOMPRESSED_SIZE - 1) & 1));
        Bytes key = Bytes.concat(Bytes.of(prefix), uncompressed.slice(1, 1 + SCALAR_SIZE));
        try {
            Verifier verifier = CRYPTO.p256Verifier(key);
            return verifier.verify(message, signature);
        } catch (ProtocolException keyRefused) {
            return false;
        }
    }

    private static boolean isHigh(Bytes signature) {
        return signature.size() == SignatureScheme.P256.signatureSize()
                && s(signature).compareTo(P256_ORDER.shiftRight(1)) > 0
                && s(signature).compareTo(P256_ORDER) < 0;
    }

    private static BigInteger s(Bytes signature) {
        return new BigInteger(1, signature.slice(SCALAR_SIZE, signature.size()).toArray());
    }

    private static Bytes withLowS(Bytes signature) {
        byte[] low = P256_ORDER.subtract(s(signature)).toByteArray();
        byte[] twin = signature.toArray();
        Arrays.fill(twin, SCALAR_SIZE, twin.length, (byte) 0);
        int taken = Math.min(low.length, SCALAR_SIZE);
        System.arraycopy(low, low.length - taken, twin, twin.length - taken, taken);
        return Bytes.copyOf(twin);
    }
}
