package org.mopay.core.noise;

import org.mopay.core.crypto.Kdf;
import org.mopay.core.crypto.Sha256;

/** The SHA256 hash functions (Noise section 12.5). */
final class NoiseSha256 implements NoiseHash {
    private static final byte[] NO_INFO = {};

    @Override
    public String name() {
        return "SHA256";
    }

    @Override
    public int length() {
        return Sha256.SIZE;
    }

    @Override
    public byte[] hash(byte[]... parts) {
        return Sha256.hash(parts);
    }

    @Override
    public byte[] hkdf(byte[] chainingKey, byte[] inputKeyMaterial, int outputs) {
        return Kdf.hkdf(chainingKey, inputKeyMaterial, NO_INFO, outputs * Sha256.SIZE);
    }
}
