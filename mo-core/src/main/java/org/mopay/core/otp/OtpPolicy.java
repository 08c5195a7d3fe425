package org.mopay.core.otp;

/**
 * How long a device waits after wrong one-time passwords: not at all before the {@code attempts}th
 * in a row, then {@code firstWait}, then twice as long after each further one.
 *
 * @param attempts wrong passwords before the first wait, above zero
 * @param firstWait seconds
 * @param longestWait seconds
 */
public record OtpPolicy(int attempts, long firstWait, long longestWait) {
    /** The values of {@code registries/limits.csv}. */
    public static final OtpPolicy REGISTRY = new OtpPolicy(3, 60, 86_400);

    /** Seconds to wait after so many wrong passwords in a row. */
    public long waitAfter(int failures) {
        long wait = failures < attempts ? 0 : firstWait;
        for (int more = attempts; more < failures && wait < longestWait; more++) {
            wait *= 2;
        }
        return Math.min(wait, longestWait);
    }
}
