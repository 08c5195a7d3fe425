package org.mopay.benchmarks.load;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.message.Label;
import org.mopay.core.message.Padding;
import org.mopay.core.otp.Ocra;
import org.mopay.core.payment.SealedBox;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The cryptography that no validator of a payment can do without, by the provider that the server
 * has: two signatures under keys met for the first time, the own MAC on both credentials, the payer's
 * box, and its one-time password. The server does more: it opens the submitter's box, unwraps both
 * devices' secrets, and signs the decision.
 */
final class CryptoFloor {
    private static final int SIGNED_SIZE = 256;
    private static final int CREDENTIAL_SIZE = 160;
    private static final int KEY_SIZE = 32;
    private static final int PARTIES = 2;
    private static final int KEYS = 256;
    private static final int BATCH = 1000;

    private final CryptoProvider crypto;
    private final BareVerification verification;
    private final byte[] message;
    private final byte[] credential;
    private final byte[] macKey;
    private final byte[][] keys = new byte[KEYS][];
    private final byte[][] signatures = new byte[KEYS][];
    private final SecretBytes secret;
    private final Bytes subject;
    private final Bytes content;
    private int turn;

    private CryptoFloor(CryptoProvider crypto, RandomSource random)
            throws GeneralSecurityException {
        this.crypto = crypto;
        this.verification = BareVerification.of(crypto);
        this.message = random.next(SIGNED_SIZE);
        this.credential = random.next(CREDENTIAL_SIZE);
        this.macKey = random.next(KEY_SIZE);
        this.secret = random.secret(KEY_SIZE);
        this.subject = Bytes.copyOf(random.next(KEY_SIZE));
        this.content = Bytes.copyOf(random.next(Padding.BUCKET / 2));
        for (int i = 0; i < KEYS; i++) {
            Signer signer = crypto.ed25519Signer(crypto.generateEd25519Seed(random));
            keys[i] = signer.publicKey().toArray();
            signatures[i] = signer.sign(Bytes.copyOf(message)).toArray();
        }
    }

    /**
     * Microseconds of one processor a payment, with all processors at it as they are under load: the
     * median of batches, the first half of them not counted, since code that is not compiled yet is
     * slow.
     *
     * @param batches of a thousand payments each, on each processor
     */
    static double micros(CryptoProvider crypto, RandomSource random, int batches)
            throws GeneralSecurityException {
        List<CryptoFloor> floors = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            floors.add(new CryptoFloor(crypto, random));
        }
        ExecutorService processors = Executors.newFixedThreadPool(floors.size());
        try {
            List<CompletableFuture<double[]>> running = floors.stream()
                    .map(floor ->
                            CompletableFuture.supplyAsync(() -> floor.run(batches), processors))
                    .toList();
            double[] warm = running.stream()
                    .flatMapToDouble(micros -> Arrays.stream(micros.join()).skip(batches / 2))
                    .sorted()
                    .toArray();
            return warm[warm.length / 2];
        } finally {
            processors.shutdownNow();
        }
    }

    private double[] run(int batches) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] micros = new double[batches];
        for (int batch = 0; batch < batches; batch++) {
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < BATCH; i++) {
                payment();
            }
            micros[batch] = (threads.getCurrentThreadCpuTime() - start) / 1e3 / BATCH;
        }
        return micros;
    }

    private void payment() {
        for (int party = 0; party < PARTIES; party++) {
            turn = (turn + 1) % KEYS;
            Kdf.hmacSha256(macKey, credential);
            require(verifies(keys[turn], signatures[turn]));
        }
        SealedBox.seal(secret, Label.BOX_CONTENT, subject, content, crypto);
        require(!Ocra.forPayment(secret, turn, subject).isEmpty());
    }

    private boolean verifies(byte[] key, byte[] signature) {
        try {
            return verification.verify(key, message, signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a signature that was just made can't be read", e);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a signature that was just made does not verify");
        }
    }
}
