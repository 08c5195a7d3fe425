package org.mopay.core.noise;

/** Hash functions (Noise section 4.3): HASH, HASHLEN and HKDF. */
public interface NoiseHash {
    /** SHA256 (section 12.5). */
    NoiseHash SHA256 = new NoiseSha256();

    /** The name as it stands in a Noise protocol name. */
    String name();

    /** HASHLEN: bytes of a digest, 32 or 64. */
    int length();

    /** HASH over all parts, one after the other. */
    byte[] hash(byte[]... parts);

    /**
     * HKDF: the concatenation of its first outputs. With the chaining key as salt and no info this
     * is HKDF of RFC 5869, as the specification notes.
     *
     * @param outputs how many values of HASHLEN bytes to derive, 2 or 3
     */
    byte[] hkdf(byte[] chainingKey, byte[] inputKeyMaterial, int outputs);
}
