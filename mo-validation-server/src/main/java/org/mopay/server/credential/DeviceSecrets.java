package org.mopay.server.credential;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;

import java.util.Arrays;

/**
 * The two secrets a device shares with the validator, as the ledger keeps them: {@code nonce (12)
 * || ChaCha20-Poly1305(seal (32) || otp (32))}, AAD the device id. A copy of the ledger without the
 * validator's keys reveals neither.
 */
public final class DeviceSecrets {
    private static final int SECRET_SIZE = 32;

    private final SecretWrapping wrapping;

    public DeviceSecrets(SecretBytes key, CryptoProvider crypto) {
        this.wrapping = new SecretWrapping(crypto.chaCha20Poly1305(key));
    }

    /**
     * The secrets of one device.
     *
     * @param seal keys of the boxes between device and validator
     * @param otp key of the one-time passwords
     */
    public record Pair(SecretBytes seal, SecretBytes otp) {
        /** Fresh ones. */
        public static Pair random(RandomSource random) {
            return new Pair(random.secret(SECRET_SIZE), random.secret(SECRET_SIZE));
        }
    }

    public Bytes wrap(Pair secrets, Bytes device, RandomSource random) {
        byte[] both = Arrays.copyOf(secrets.seal().expose(), 2 * SECRET_SIZE);
        System.arraycopy(secrets.otp().expose(), 0, both, SECRET_SIZE, SECRET_SIZE);
        return wrapping.wrap(both, device, random);
    }

    /** Unwraps; a failure means that ledger and keys do not belong together. */
    public Pair unwrap(Bytes wrapped, Bytes device) throws ProtocolException {
        byte[] both = wrapping.unwrap(wrapped, device);
        return new Pair(
                SecretBytes.adopt(Arrays.copyOf(both, SECRET_SIZE)),
                SecretBytes.adopt(Arrays.copyOfRange(both, SECRET_SIZE, both.length)));
    }
}
