package org.mopay.server.credential;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;

/**
 * The secrets of accounts' generators of codes, under the key of the devices' secrets. What is wrapped
 * for an account opens for no other, and for no device.
 */
public final class SecondFactorSecrets {
    private static final int SECRET_SIZE = 20;
    private static final Bytes OWNER = Bytes.ofUtf8("second factor of ");

    private final SecretWrapping wrapping;

    public SecondFactorSecrets(SecretBytes key, CryptoProvider crypto) {
        this.wrapping = new SecretWrapping(crypto.chaCha20Poly1305(key));
    }

    /** A fresh secret, as long as the HMAC of the codes. */
    public SecretBytes random(RandomSource random) {
        return random.secret(SECRET_SIZE);
    }

    public Bytes wrap(SecretBytes secret, String account, RandomSource random) {
        return wrapping.wrap(secret.expose(), owner(account), random);
    }

    /** Unwraps; a failure means that ledger and keys do not belong together. */
    public SecretBytes unwrap(Bytes wrapped, String account) throws ProtocolException {
        return SecretBytes.adopt(wrapping.unwrap(wrapped, owner(account)));
    }

    private static Bytes owner(String account) {
        return Bytes.concat(OWNER, Bytes.ofUtf8(account));
    }
}
