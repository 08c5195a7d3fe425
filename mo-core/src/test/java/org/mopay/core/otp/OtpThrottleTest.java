package org.mopay.core.otp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtpThrottleTest {
    private static final long NOW = 1_800_000_000L;
    private static final OtpPolicy POLICY = OtpPolicy.REGISTRY;

    private static OtpThrottle wrong(OtpThrottle before, long at) {
        OtpThrottle.Attempt attempt = before.attempt(false, at, POLICY);
        assertThat(attempt.verdict()).isEqualTo(OtpThrottle.Verdict.WRONG);
        return attempt.next();
    }

    // cites OTP-09
    @Test
    void waitsAfterTheThirdWrongPasswordAndTwiceAsLongAfterEachFurther() {
        OtpThrottle throttle = wrong(wrong(OtpThrottle.NONE, NOW), NOW);
        assertThat(throttle.waitAt(NOW)).isZero();
        long at = NOW;
        for (long wait = 60; wait < 86_400; wait *= 2) {
            throttle = wrong(throttle, at);
            assertThat(throttle.waitAt(at)).isEqualTo(wait);
            assertThat(throttle.waitAt(at + wait - 1)).isEqualTo(1);
            at += wait;
        }
        assertThat(wrong(throttle, at).waitAt(at)).isEqualTo(86_400);
    }

    // cites OTP-10
    @Test
    void looksAtNoPasswordWhileItWaits() {
        OtpThrottle locked = wrong(wrong(wrong(OtpThrottle.NONE, NOW), NOW), NOW);

        for (boolean right : new boolean[] {true, false}) {
            assertThat(locked.attempt(right, NOW + 59, POLICY))
                    .isEqualTo(new OtpThrottle.Attempt(OtpThrottle.Verdict.WAITS, locked));
        }
    }

    // cites OTP-11
    @Test
    void forgetsEverythingAfterARightOne() {
        OtpThrottle locked = wrong(wrong(wrong(OtpThrottle.NONE, NOW), NOW), NOW);

        assertThat(locked.attempt(true, NOW + 60, POLICY))
                .isEqualTo(new OtpThrottle.Attempt(OtpThrottle.Verdict.RIGHT, OtpThrottle.NONE));
    }

    // cites OTP-09
    @Test
    void neverWaitsLongerThanADay() {
        assertThat(OtpPolicy.REGISTRY.waitAfter(2)).isZero();
        assertThat(OtpPolicy.REGISTRY.waitAfter(3)).isEqualTo(60);
        assertThat(OtpPolicy.REGISTRY.waitAfter(13)).isEqualTo(61_440);
        assertThat(OtpPolicy.REGISTRY.waitAfter(14)).isEqualTo(86_400);
        assertThat(OtpPolicy.REGISTRY.waitAfter(Integer.MAX_VALUE)).isEqualTo(86_400);
    }

    @Test
    void countsNoFurtherThanItCan() {
        OtpThrottle most = new OtpThrottle(Integer.MAX_VALUE, 0);

        assertThat(wrong(most, NOW)).isEqualTo(new OtpThrottle(Integer.MAX_VALUE, NOW + 86_400));
    }
}
