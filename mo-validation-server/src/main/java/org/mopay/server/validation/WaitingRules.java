package org.mopay.server.validation;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.PaymentOrder.Hesitation;
import org.mopay.server.ledger.book.Charge;

import java.time.Duration;
import java.util.Map;

/**
 * Which payments wait, and for how long: the operator's own rule.
 *
 * @param reviewAbove the highest amount that the operator does not look at, by asset; minor units
 * @param reviewTime how long the operator may take
 * @param stepUpAbove the highest amount that needs no code of the payer's, by asset; minor units
 * @param stepUpTime how long the payer may take
 */
public record WaitingRules(
        Map<String, Long> reviewAbove,
        Duration reviewTime,
        Map<String, Long> stepUpAbove,
        Duration stepUpTime) {

    /** Every payment is decided at once. */
    public static final WaitingRules NONE =
            new WaitingRules(Map.of(), Duration.ofDays(1), Map.of(), Duration.ofMinutes(10));

    /** {@code step_up_attempts} of the registry of limits. */
    public static final int STEP_UP_ATTEMPTS = 3;

    public WaitingRules {
        reviewAbove = Map.copyOf(reviewAbove);
        stepUpAbove = Map.copyOf(stepUpAbove);
    }

    /**
     * What a payment has to wait for; null if it does not.
     *
     * @param now seconds since the Unix epoch
     */
    @Nullable
    Hesitation of(Charge charge, long now) {
        boolean stepUp = isAbove(stepUpAbove, charge);
        return stepUp || isAbove(reviewAbove, charge)
                ? new Hesitation(
                        stepUp,
                        STEP_UP_ATTEMPTS,
                        now + stepUpTime.getSeconds(),
                        now + reviewTime.getSeconds())
                : null;
    }

    private static boolean isAbove(Map<String, Long> bounds, Charge charge) {
        return charge.amount() > bounds.getOrDefault(charge.asset().code(), Long.MAX_VALUE);
    }
}
