package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.otp.OtpThrottle;

/**
 * The generator of time-based codes that an account shares with the operator.
 *
 * @param account number of the account
 * @param wrappedSecret encrypted by the validator; opaque here
 * @param lastStep the time step of the newest code that counted, which counts no more; 0 for none
 * @param throttle what is remembered of its wrong codes, whichever payments they were for
 * @param setAt seconds since the Unix epoch
 */
public record SecondFactor(
        long account, Bytes wrappedSecret, long lastStep, OtpThrottle throttle, long setAt) {
    /** One that no code was tried of. */
    public static SecondFactor fresh(long account, Bytes wrappedSecret, long setAt) {
        return new SecondFactor(account, wrappedSecret, 0, OtpThrottle.NONE, setAt);
    }

    /** After a code of this time step has counted. */
    public SecondFactor used(long timeStep) {
        return new SecondFactor(account, wrappedSecret, timeStep, OtpThrottle.NONE, setAt);
    }

    /** After a wrong code. */
    public SecondFactor throttled(OtpThrottle next) {
        return new SecondFactor(account, wrappedSecret, lastStep, next, setAt);
    }
}
