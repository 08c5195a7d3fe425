package org.mopay.benchmarks;

import org.mopay.core.error.ProtocolException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
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
        @Param("0")
        int rehearsals;

        private final ReplayedPayment replayed = ReplayedPayment.recorded();

        @Setup(Level.Trial)
        public void rehearse() throws ProtocolException {
            for (int i = 0; i < rehearsals; i++) {
                replayed.rewind();
                replayed.replay();
            }
        }

        @Setup(Level.Invocation)
        public void rewind() throws ProtocolException {
            replayed.rewind();
        }
    }

    /** The same payment's primitives. */
    @State(Scope.Thread)
    public static class Primitives {
        @Param("0")
        int rehearsals;

        private final PaymentFloor floor = PaymentFloor.of(ReplayedPayment.recorded());

        @Setup(Level.Trial)
        public void rehearse(Blackhole blackhole) {
            for (int i = 0; i < rehearsals; i++) {
                floor.run(blackhole);
            }
        }
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
