package org.mopay.cli.vectors.outside;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.cli.vectors.outside.GroupCheck.Expected;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.error.ProtocolException;

/** ChaCha20-Poly1305, HKDF-SHA-256 and HMAC-SHA-256. */
final class SymmetricChecks {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final int HMAC_BITS = 256;

    private SymmetricChecks() {}

    /** What is valid seals to the ciphertext and opens again; what is not does not open. */
    static Result chaCha20Poly1305(String id, VectorObject test) throws VectorFormatException {
        byte[] nonce = test.hex("iv").toArray();
        byte[] aad = test.hex("aad").toArray();
        Bytes plaintext = test.hex("msg");
        Bytes sealed = Bytes.concat(test.hex("ct"), test.hex("tag"));
        Aead aead = CRYPTO.chaCha20Poly1305(test.secret("key"));
        if (Expected.of(test) == Expected.VALID) {
            return Result.of(id, () -> {
                byte[] computed = aead.seal(nonce, aad, plaintext.toArray());
                VectorMismatch.unlessEqual("ct and tag", sealed, Bytes.copyOf(computed));
                byte[] opened = aead.open(nonce, aad, sealed.toArray());
                VectorMismatch.unlessEqual("msg", plaintext, Bytes.copyOf(opened));
            });
        }
        return GroupCheck.judge(id, test, opens(aead, nonce, aad, sealed));
    }

    /** A nonce of another size is the caller's mistake, and refused like a wrong tag. */
    private static boolean opens(Aead aead, byte[] nonce, byte[] aad, Bytes sealed) {
        try {
            aead.open(nonce, aad, sealed.toArray());
            return true;
        } catch (ProtocolException | IllegalArgumentException refused) {
            return false;
        }
    }

    static Result hkdf(String id, VectorObject test) throws VectorFormatException {
        byte[] salt = test.hex("salt").toArray();
        byte[] ikm = test.hex("ikm").toArray();
        byte[] info = test.hex("info").toArray();
        int size = (int) Math.min(test.number("size"), Integer.MAX_VALUE);
        if (Expected.of(test) == Expected.VALID) {
            Bytes expected = test.hex("okm");
            return Result.of(
                    id,
                    () -> VectorMismatch.unlessEqual(
                            "okm", expected, Bytes.copyOf(Kdf.hkdf(salt, ikm, info, size))));
        }
        boolean derived;
        try {
            Kdf.hkdf(salt, ikm, info, size);
            derived = true;
        } catch (IllegalArgumentException refused) {
            derived = false;
        }
        return GroupCheck.judge(id, test, derived);
    }

    /** A tag shorter than the HMAC is its beginning. */
    static GroupCheck hmac(VectorObject group) throws VectorFormatException {
        long bits = group.number("tagSize");
        if (bits <= 0 || bits > HMAC_BITS || bits % Byte.SIZE != 0) {
            throw new VectorFormatException("tagSize", "is " + bits + " bits");
        }
        int size = (int) bits / Byte.SIZE;
        return (id, test) -> {
            byte[] computed =
                    Kdf.hmacSha256(test.hex("key").toArray(), test.hex("msg").toArray());
            Bytes tag = Bytes.copyOf(computed, 0, size);
            return GroupCheck.judge(id, test, tag.equals(test.hex("tag")));
        };
    }
}
