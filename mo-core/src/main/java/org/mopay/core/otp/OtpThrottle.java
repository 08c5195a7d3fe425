package org.mopay.core.otp;

/**
 * What a validator remembers of a device's wrong one-time passwords. A value: an attempt gives the
 * next one, to be stored with what was decided on it, so that a restart forgives nothing.
 *
 * @param failures wrong passwords since the last right one
 * @param lockedUntil the first second since the Unix epoch at which a password is looked at again
 */
public record OtpThrottle(int failures, long lockedUntil) {
    /** No wrong password yet. */
    public static final OtpThrottle NONE = new OtpThrottle(0, 0);

    /** What became of a password. */
    public enum Verdict {
        RIGHT,
        WRONG,
        /** The device waits: the password was not looked at, and does not count. */
        WAITS
    }

    /** An attempt's verdict, and the throttle after it. */
    public record Attempt(Verdict verdict, OtpThrottle next) {}

    /** Seconds until a password is looked at again; 0 when it is now. */
    public long waitAt(long at) {
        return Math.max(0, lockedUntil - at);
    }

    /**
     * Judges a password.
     *
     * @param isRight whether it is the one that was expected
     * @param at seconds since the Unix epoch
     */
    public Attempt attempt(boolean isRight, long at, OtpPolicy policy) {
        if (waitAt(at) > 0) {
            return new Attempt(Verdict.WAITS, this);
        }
        if (isRight) {
            return new Attempt(Verdict.RIGHT, NONE);
        }
        int more = failures == Integer.MAX_VALUE ? failures : failures + 1;
        long wait = policy.waitAfter(more);
        return new Attempt(Verdict.WRONG, new OtpThrottle(more, wait == 0 ? 0 : at + wait));
    }
}
