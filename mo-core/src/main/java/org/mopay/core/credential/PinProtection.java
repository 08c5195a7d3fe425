package org.mopay.core.credential;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Scrypt;
import org.mopay.proto.v1.StoredSecret;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Keeps the OTP secret under a PIN, by scrypt (RFC 7914) and without integrity on purpose: a thief
 * of the directory can't tell a right PIN from a wrong one; only the validator can, and it throttles.
 * An app with a keystore gates the secret by biometrics instead.
 */
public final class PinProtection {
    private static final int SALT_SIZE = 16;
    private static final int COST = 1 << 14;
    private static final int BLOCK_SIZE = 8;

    private PinProtection() {}

    /** Stores the secret masked by the PIN, or as it is without one. */
    public static StoredSecret protect(
            SecretBytes secret, Optional<String> pin, RandomSource random) {
        if (!pin.isPresent()) {
            return StoredSecret.newBuilder().setValue(byteString(secret)).build();
        }
        Bytes salt = Bytes.copyOf(random.next(SALT_SIZE));
        return StoredSecret.newBuilder()
                .setValue(secret.use(value -> ByteString.copyFrom(mask(value, pin.get(), salt))))
                .setPinSalt(byteString(salt))
                .build();
    }

    /** Whether {@link #reveal} needs a PIN. */
    public static boolean needsPin(StoredSecret stored) {
        return stored.hasPinSalt();
    }

    /** The secret, or a wrong one under a wrong PIN. */
    public static SecretBytes reveal(StoredSecret stored, String pin) {
        if (!needsPin(stored)) {
            return secret(stored.getValue());
        }
        return SecretBytes.adopt(
                mask(stored.getValue().toByteArray(), pin, bytes(stored.getPinSalt())));
    }

    private static byte[] mask(byte[] value, String pin, Bytes salt) {
        byte[] stream = Scrypt.derive(
                pin.getBytes(StandardCharsets.UTF_8),
                salt.toArray(),
                COST,
                BLOCK_SIZE,
                value.length);
        for (int i = 0; i < stream.length; i++) {
            stream[i] ^= value[i];
        }
        return stream;
    }
}
