package org.mopay.benchmarks;

import org.mopay.core.error.ProtocolException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A whole payment on both phones: request, XX handshake, credentials, authorization with box and
 * one-time password, all verification, submission and outcome. Without the validator's work, and
 * without carriers, disks and people.
 */
public class PaymentBenchmark {

    /** The phones before a payment; making them so is not measured. */
    @State(Scope.Thread)
    public static class Phones {
        private final ReplayedPayment replayed = ReplayedPayment.recorded();

        @Setup(Level.Invocation)
        public void rewind() throws ProtocolException {
            replayed.rewind();
        }
    }

    /** The same payment's primitives. */
    @State(Scope.Thread)
    public static class Primitives {
        private final PaymentFloor floor = PaymentFloor.of(ReplayedPayment.recorded());
    }

    @Benchmark
    public Object payment(Phones phones) throws ProtocolException {
        return phones.replayed.replay();
    }

    @Benchmark
    public void paymentFloor(Primitives primitives, Blackhole blackhole) {
        primitives.floor.run(blackhole);
    }
}
