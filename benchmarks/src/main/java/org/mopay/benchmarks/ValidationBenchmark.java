package org.mopay.benchmarks;

import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Outcome;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.validation.ValidatedPayment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the server does for one payment on both sides of its ledger: from the encoded submission to
 * the order that the ledger decides, and from the recorded decision to the signed outcome.
 */
@State(Scope.Thread)
public class ValidationBenchmark {
    private final ValidationFloor floor = new ValidationFloor();
    private final ReplayedPayment payment = ReplayedPayment.recorded();
    private final PaymentRecord record = record(payment);

    private static PaymentRecord record(ReplayedPayment payment) {
        try {
            MemoryValidator validator = payment.validator();
            return validator.settled(validator.validate(payment.submission()));
        } catch (ProtocolException e) {
            throw new IllegalStateException("this payment is in order", e);
        }
    }

    @Benchmark
    public ValidatedPayment validate() throws ProtocolException {
        return payment.validator().validate(payment.submission());
    }

    @Benchmark
    public void validateFloor(Blackhole blackhole) {
        floor.validate(blackhole);
    }

    @Benchmark
    public Outcome decide() throws ProtocolException {
        return payment.validator().outcome(record);
    }

    @Benchmark
    public void decideFloor(Blackhole blackhole) {
        floor.decide(blackhole);
    }
}
