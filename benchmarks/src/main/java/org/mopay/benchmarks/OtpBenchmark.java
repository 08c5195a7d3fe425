package org.mopay.benchmarks;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.otp.HmacAlgorithm;
import org.mopay.core.otp.Hotp;
import org.mopay.core.otp.Ocra;
import org.mopay.core.otp.Totp;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** One-time passwords, each beside the one HMAC that it is cut out of. */
@State(Scope.Thread)
public class OtpBenchmark {
    private static final int DIGEST_SIZE = 32;
    private static final int DIGITS = 6;
    private static final long COUNTER = 41;
    private static final Instant TIME = Instant.ofEpochSecond(1_800_000_000);

    private final RandomSource random = RandomSource.of(new SecureRandom());
    private final byte[] key = random.next(BarePrimitives.KEY_SIZE);
    private final SecretBytes secret = SecretBytes.copyOf(key);
    private final Bytes d = Bytes.copyOf(random.next(DIGEST_SIZE));
    private final Hotp hotp = new Hotp(DIGITS);
    private final Totp totp = new Totp(HmacAlgorithm.SHA1, Duration.ofSeconds(30), DIGITS);
    private final OtpFloor floor = new OtpFloor();
    private final byte[] counter =
            ByteBuffer.allocate(Long.BYTES).putLong(COUNTER).array();

    @Benchmark
    public String ocraPayment() {
        return Ocra.forPayment(secret, COUNTER, d);
    }

    @Benchmark
    public byte[] ocraPaymentFloor() {
        return floor.ocraPayment(key);
    }

    @Benchmark
    public String hotp() {
        return hotp.generate(secret, COUNTER);
    }

    @Benchmark
    public byte[] hotpFloor() {
        return floor.hmacSha1(key, counter);
    }

    @Benchmark
    public String totp() {
        return totp.generate(secret, TIME);
    }

    @Benchmark
    public byte[] totpFloor() {
        return floor.hmacSha1(key, counter);
    }
}
