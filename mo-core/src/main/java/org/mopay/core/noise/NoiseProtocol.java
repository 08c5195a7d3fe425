package org.mopay.core.noise;

/**
 * A Noise protocol over X25519: the pattern, the cipher functions and the hash functions (Noise
 * section 8).
 */
public record NoiseProtocol(HandshakePattern pattern, NoiseCipher cipher, NoiseHash hash) {
    /** Noise_XX_25519_ChaChaPoly_SHA256: MO/1 where the engagement names no static key. */
    public static final NoiseProtocol XX =
            new NoiseProtocol(HandshakePattern.XX, NoiseCipher.CHACHAPOLY, NoiseHash.SHA256);

    /** Noise_XK_25519_ChaChaPoly_SHA256: MO/1 where the engagement names the payee's static key. */
    public static final NoiseProtocol XK =
            new NoiseProtocol(HandshakePattern.XK, NoiseCipher.CHACHAPOLY, NoiseHash.SHA256);

    /** The largest Noise message, in bytes (section 3). */
    public static final int MAXIMUM_MESSAGE = 65535;

    /** The protocol name that both sides hash first, such as Noise_XX_25519_ChaChaPoly_SHA256. */
    public String name() {
        return "Noise_" + pattern.name() + "_25519_" + cipher.name() + "_" + hash.name();
    }
}
