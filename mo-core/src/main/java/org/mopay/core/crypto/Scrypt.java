package org.mopay.core.crypto;

import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914), which makes every guess at a password cost time and memory. It is no part of
 * {@link CryptoProvider}: no platform and no native provider has it, and slowness is its purpose.
 */
public final class Scrypt {
    private Scrypt() {}

    /**
     * Derives {@code length} bytes, in {@code 128 * cost * blockSize} bytes of memory, without
     * parallelism.
     *
     * @param cost N, a power of two
     * @param blockSize r
     */
    public static byte[] derive(byte[] password, byte[] salt, int cost, int blockSize, int length) {
        return SCrypt.generate(password, salt, cost, blockSize, 1, length);
    }
}
