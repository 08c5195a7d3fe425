package org.mopay.benchmarks;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.Padding;
import org.mopay.core.payment.SealedBox;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import java.security.SecureRandom;

/** The payer's box in an authorization, sealed by the phone and opened by the validator. */
@State(Scope.Thread)
public class SealedBoxBenchmark {
    /** As long as a one-time password and the evidence beside it. */
    private static final int CONTENT_SIZE = 16;

    private static final int DIGEST_SIZE = 32;

    private final CryptoProvider crypto = CryptoProvider.bouncyCastle();
    private final RandomSource random = RandomSource.of(new SecureRandom());
    private final SecretBytes secret = random.secret(BarePrimitives.KEY_SIZE);
    private final Bytes d = Bytes.copyOf(random.next(DIGEST_SIZE));
    private final Bytes content = Bytes.copyOf(random.next(CONTENT_SIZE));
    private final Bytes box = SealedBox.seal(secret, Label.BOX_CONTENT, d, content, crypto);
    private final BoxFloor floor = new BoxFloor(Padding.BUCKET);

    @Benchmark
    public Bytes seal() {
        return SealedBox.seal(secret, Label.BOX_CONTENT, d, content, crypto);
    }

    @Benchmark
    public void sealFloor(Blackhole blackhole) {
        floor.seal(blackhole);
    }

    @Benchmark
    public Bytes open() throws ProtocolException {
        return SealedBox.open(secret, Label.BOX_CONTENT, d, box, crypto);
    }

    @Benchmark
    public void openFloor(Blackhole blackhole) {
        floor.open(blackhole);
    }
}
