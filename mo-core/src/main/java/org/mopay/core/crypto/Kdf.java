package org.mopay.core.crypto;

import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/** HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869) from the platform. Lengths are in bytes. */
public final class Kdf {
    private static final MacAlgorithm HMAC = MacAlgorithm.of("HmacSHA256");
    private static final int MAXIMUM_OUTPUT = 255 * Sha256.SIZE;
    private static final byte[] NO_KEY = new byte[Sha256.SIZE];

    private Kdf() {}

    /** The 32-byte HMAC over all parts, one after the other, with nothing in between. */
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        Mac mac = keyed(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** HKDF-Extract: a 32-byte pseudorandom key. An empty salt counts as 32 zero bytes. */
    public static byte[] hkdfExtract(byte[] salt, byte[] ikm) {
        return hmacSha256(salt, ikm);
    }

    /**
     * HKDF-Expand.
     *
     * @throws IllegalArgumentException unless {@code 0 <= length <= 8160}
     */
    public static byte[] hkdfExpand(byte[] prk, byte[] info, int length) {
        return expand(keyed(prk), info, length);
    }

    /**
     * HKDF: extract, then expand.
     *
     * @throws IllegalArgumentException unless {@code 0 <= length <= 8160}
     */
    public static byte[] hkdf(byte[] salt, byte[] ikm, byte[] info, int length) {
        Mac mac = keyed(salt);
        byte[] prk = mac.doFinal(ikm);
        try {
            HMAC.init(mac, prk);
            return expand(mac, info, length);
        } finally {
            Arrays.fill(prk, (byte) 0);
        }
    }

    /** HMAC pads a key with zeros, so the empty key, which the JCA refuses, is any all-zero one. */
    private static Mac keyed(byte[] key) {
        return HMAC.keyed(key.length == 0 ? NO_KEY : key);
    }

    private static byte[] expand(Mac mac, byte[] info, int length) {
        if (length < 0 || length > MAXIMUM_OUTPUT) {
            throw new IllegalArgumentException("HKDF gives 0 to 8160 bytes, not " + length);
        }
        byte[] block = new byte[Sha256.SIZE];
        byte[] output = new byte[length];
        try {
            for (int counter = 1, done = 0; done < length; counter++) {
                if (done > 0) {
                    mac.update(block);
                }
                mac.update(info);
                mac.update((byte) counter);
                mac.doFinal(block, 0);
                int taken = Math.min(block.length, length - done);
                System.arraycopy(block, 0, output, done, taken);
                done += taken;
            }
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("the block has the size of the HMAC", impossible);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
        return output;
    }
}
