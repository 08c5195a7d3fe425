package org.mopay.benchmarks.load;

import java.util.Optional;

/** Judges answers, on the client's thread. */
@FunctionalInterface
public interface Judge {
    /** What is wrong with an answer; nothing when the payment is settled. */
    Optional<String> fault(SignedPayment payment, int status, byte[] body);
}
