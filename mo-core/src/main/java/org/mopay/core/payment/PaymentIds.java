package org.mopay.core.payment;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.Label;

/** The names of a payment. None is ever computed from signature bytes. */
public final class PaymentIds {
    /** Bytes of a payment id. */
    public static final int SIZE = 32;

    private static final int TIME_SIZE = 6;
    private static final long MILLIS = 1000;

    private PaymentIds() {}

    /** {@code d}, which names the authorization of these exact terms everywhere. */
    public static Bytes d(Bytes terms) {
        return Label.TERMS.digest(terms);
    }

    /**
     * The payment id: the request's time in ms (6 bytes) and the first 26 bytes of d. It ascends with
     * time, so that a store keeps neighbours together.
     *
     * @param created the request's time, seconds since the Unix epoch
     */
    public static Bytes paymentId(long created, Bytes d) {
        long millis = created * MILLIS;
        byte[] time = new byte[TIME_SIZE];
        for (int i = 0; i < TIME_SIZE; i++) {
            time[i] = (byte) (millis >>> (8 * (TIME_SIZE - 1 - i)));
        }
        return Bytes.concat(Bytes.copyOf(time), d.slice(0, SIZE - TIME_SIZE));
    }
}
