package org.mopay.benchmarks.load;

import java.util.List;

/**
 * What a client sends in one phase.
 *
 * @param payments in the order they are sent
 * @param arrivals when each is due
 * @param mostInFlight how many may be unanswered at the same time
 * @param seconds after which no more are sent
 */
public record Flow(
        List<SignedPayment> payments, Arrivals arrivals, int mostInFlight, double seconds) {

    /** As many as the server takes, with so many in flight. */
    public static Flow closed(List<SignedPayment> payments, int inFlight, double seconds) {
        return new Flow(payments, Arrivals.whenAnswered(), inFlight, seconds);
    }

    /** At a rate that the answers do not slow down. */
    static Flow open(List<SignedPayment> payments, double perSecond, long seed) {
        double seconds = payments.size() / perSecond;
        // Whatever is due is sent, also late: half as long again for a server that lags behind.
        return new Flow(
                payments,
                Arrivals.atRate(perSecond, payments.size(), seed),
                Integer.MAX_VALUE,
                1.5 * seconds + 1);
    }
}
