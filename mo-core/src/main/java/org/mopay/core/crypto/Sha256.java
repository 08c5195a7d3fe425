package org.mopay.core.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4) from the platform. */
public final class Sha256 {
    /** Bytes of a digest. */
    public static final int SIZE = 32;

    /** Copied for each digest: to look the provider up each time costs as much as to hash a block. */
    private static final MessageDigest EMPTY = lookUp();

    private Sha256() {}

    /** The 32-byte digest of all parts, one after the other, with nothing in between. */
    public static byte[] hash(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest newDigest() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            return lookUp();
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
