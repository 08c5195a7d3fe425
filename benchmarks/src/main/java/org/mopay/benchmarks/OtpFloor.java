package org.mopay.benchmarks;

import org.mopay.core.otp.OcraSuite;

import java.security.NoSuchAlgorithmException;

import javax.crypto.Mac;

/** The HMACs of the one-time passwords. */
final class OtpFloor {
    private static final String HMAC_SHA1 = "HmacSHA1";
    private static final int CHALLENGE_SIZE = 128;

    private final BarePrimitives bare = new BarePrimitives();
    private final Mac hmacSha1;

    /** Suite and separator, counter, challenge (RFC 6287 section 5.1). */
    private final byte[] ocraMessage =
            bare.random(OcraSuite.PAYMENT.text().length() + 1 + Long.BYTES + CHALLENGE_SIZE);

    OtpFloor() {
        try {
            this.hmacSha1 = Mac.getInstance(HMAC_SHA1);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-1", missing);
        }
    }

    byte[] ocraPayment(byte[] key) {
        return bare.hmacSha256(key, ocraMessage);
    }

    byte[] hmacSha1(byte[] key, byte[] message) {
        return BarePrimitives.hmac(hmacSha1, HMAC_SHA1, key, message);
    }
}
