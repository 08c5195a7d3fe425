package org.mopay.core.crypto;

import org.mopay.core.bytes.SecretBytes;

import java.security.SecureRandom;

/**
 * Where all randomness of the core comes from: it is handed in and never made here. Whatever is
 * handed in outside tests must be a cryptographically secure generator.
 */
@FunctionalInterface
public interface RandomSource {
    /** Fills the whole array with random bytes. */
    void fill(byte[] target);

    /** Draws {@code size} random bytes. */
    default byte[] next(int size) {
        byte[] drawn = new byte[size];
        fill(drawn);
        return drawn;
    }

    /** Draws a new secret of {@code size} bytes. */
    default SecretBytes secret(int size) {
        return SecretBytes.adopt(next(size));
    }

    /** Draws from the generator given. */
    static RandomSource of(SecureRandom random) {
        return random::nextBytes;
    }
}
