package org.mopay.server;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;
import org.mopay.server.api.Routes;
import org.mopay.server.http.HttpServer;
import org.mopay.server.http.RateLimit;
import org.mopay.server.http.Router;
import org.mopay.server.keys.FeeSchedules;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.keys.ValidatorKeys;
import org.mopay.server.ledger.ExpirePayments;
import org.mopay.server.ledger.ExpireTransfers;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.LedgerSettings;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ops.Health;
import org.mopay.server.ops.Metrics;
import org.mopay.server.store.postgres.PostgresLedgerStore;
import org.mopay.server.store.sqlite.SqliteLedgerStore;
import org.mopay.server.thread.NamedThreads;
import org.mopay.server.tls.TlsIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * A running validation server: assembled from its configuration, stopped by {@link #close}. Event
 * loops do I/O, a bounded pool does cryptography, one writer decides and commits.
 */
public final class ValidationServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ValidationServer.class);
    private static final int READERS = 4;
    private static final int EXPIRY_SECONDS = 1;
    private static final int EXPIRED_AT_ONCE = 1000;

    private final HttpServer http;
    private final LedgerService ledger;
    private final ExecutorService validation;
    private final ExecutorService answers;
    private final ScheduledExecutorService expiry;
    private final Health health;
    private final Endpoint endpoint;
    private final Duration drainTimeout;
    private final CountDownLatch fatal;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ValidationServer(
            HttpServer http,
            LedgerService ledger,
            ExecutorService validation,
            ExecutorService answers,
            ScheduledExecutorService expiry,
            Health health,
            Endpoint endpoint,
            Duration drainTimeout,
            CountDownLatch fatal) {
        this.http = http;
        this.ledger = ledger;
        this.validation = validation;
        this.answers = answers;
        this.expiry = expiry;
        this.health = health;
        this.endpoint = endpoint;
        this.drainTimeout = drainTimeout;
        this.fatal = fatal;
    }

    /**
     * Starts a server; its data directory is made on the first start.
     *
     * @throws ProtocolException CONFIG_INVALID, DATA_DIRECTORY_LOCKED, ADDRESS_IN_USE, LEDGER_CORRUPT,
     *     KEYS_MISSING or FILE_UNREADABLE
     */
    public static ValidationServer start(ServerConfig config) throws ProtocolException {
        return start(config, () -> Instant.now().getEpochSecond());
    }

    /**
     * Starts a server that judges credentials, requests and payments by this clock.
     *
     * @param clock seconds since the Unix epoch
     * @throws ProtocolException as {@link #start(ServerConfig)}
     */
    public static ValidationServer start(ServerConfig config, LongSupplier clock)
            throws ProtocolException {
        try (Libraries libraries = Libraries.load(config.nativeCryptography())) {
            return start(config, clock, libraries);
        }
    }

    private static ValidationServer start(
            ServerConfig config, LongSupplier clock, Libraries libraries) throws ProtocolException {
        RandomSource random = RandomSource.of(new SecureRandom());
        Path directory = makeDirectory(config.dataDirectory());
        CountDownLatch fatal = new CountDownLatch(1);
        ExecutorService answers = Executors.newFixedThreadPool(
                config.validationThreads(), new NamedThreads("mo-answer"));
        Metrics metrics = new Metrics();
        LedgerService ledger = openLedger(directory, config, metrics, answers, fatal);
        ExecutorService validation = pool(config);
        try {
            CryptoProvider crypto = libraries.cryptography();
            ValidatorKeys keys = ValidatorKeys.loadOrCreate(
                    directory, ledger.isEmpty(), clock.getAsLong(), crypto, random);
            SecretBytes token =
                    OperatorToken.loadOrCreate(config.operatorToken(), directory, random);
            TlsIdentity tls = tlsIdentity(config, directory);
            metrics.watchWriterQueue(ledger::waiting);
            metrics.watchPendingPayments(ledger::pending);
            Health health = new Health(Map.of("ledger", () -> fatal.getCount() > 0));
            Routes routes = new Routes(
                    config.validatorId(),
                    keys,
                    publisher(config, directory, keys, clock.getAsLong(), crypto),
                    ledger,
                    validation,
                    new RateLimit(config.deviceRate(), System::nanoTime),
                    metrics,
                    clock,
                    crypto,
                    random);
            AtomicReference<Activation> address =
                    new AtomicReference<>(Activation.getDefaultInstance());
            Router router = routes.build(
                    config.maxBody(),
                    token,
                    address::get,
                    config.assets(),
                    config.waiting(),
                    health);
            HttpServer http =
                    HttpServer.start(config.address(), config.httpLimits(), tls, router, metrics);
            Endpoint endpoint = new Endpoint(
                    config.publicHost().orElse(config.host()),
                    config.publicPort() == 0 ? http.port() : config.publicPort(),
                    tls.pin(),
                    config.validatorId());
            address.set(activation(endpoint, keys));
            endpoint.write(directory);
            LOG.info(
                    "serving {} on {}:{} ({}, cryptography by {})",
                    config.validatorId(),
                    config.host(),
                    http.port(),
                    http.stack(),
                    crypto.name());
            return new ValidationServer(
                    http,
                    ledger,
                    validation,
                    answers,
                    expire(ledger, keys, metrics, clock),
                    health,
                    endpoint,
                    config.drainTimeout(),
                    fatal);
        } catch (ProtocolException | RuntimeException e) {
            validation.shutdownNow();
            closeLedger(ledger);
            answers.shutdown();
            throw e;
        }
    }

    private static Path makeDirectory(Path directory) throws ProtocolException {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(
                            directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
            return directory;
        } catch (IOException e) {
            throw new ProtocolException(ErrorCode.FILE_UNREADABLE, directory + " can't be made", e);
        }
    }

    private static LedgerService openLedger(
            Path directory,
            ServerConfig config,
            Metrics metrics,
            ExecutorService answers,
            CountDownLatch fatal)
            throws ProtocolException {
        LedgerSettings settings = new LedgerSettings(
                config.queueSize(),
                LedgerSettings.DEFAULT.maxBatch(),
                LedgerSettings.DEFAULT.commitDelay(),
                READERS,
                LedgerSettings.DEFAULT.otp());
        try {
            return LedgerService.open(
                    openStore(directory, config),
                    settings,
                    metrics,
                    System::nanoTime,
                    answers,
                    failure -> {
                        LOG.error(
                                "the ledger can't be written; no payment is taken any more",
                                failure);
                        fatal.countDown();
                    });
        } catch (StoreException e) {
            throw new ProtocolException(e.code(), String.valueOf(e.getMessage()), e);
        }
    }

    private static LedgerStore openStore(Path directory, ServerConfig config)
            throws StoreException {
        return config.postgres().isPresent()
                ? PostgresLedgerStore.open(config.postgres().get())
                : SqliteLedgerStore.open(directory);
    }

    /** Ends what was reserved when its time is over; a tick that the ledger can't take is one of many. */
    private static ScheduledExecutorService expire(
            LedgerService ledger, ValidatorKeys keys, Metrics metrics, LongSupplier clock) {
        ScheduledExecutorService ticks =
                Executors.newSingleThreadScheduledExecutor(new NamedThreads("mo-expiry"));
        ticks.scheduleWithFixedDelay(
                () -> {
                    long now = clock.getAsLong();
                    ledger.submit(new ExpireTransfers(EXPIRED_AT_ONCE, now));
                    if (ledger.pending() > 0) {
                        int issuerKeyId = keys.current(now).issuerKeyId();
                        ledger.submit(new ExpirePayments(issuerKeyId, EXPIRED_AT_ONCE, now))
                                .thenAccept(ended -> ended.forEach(
                                        payment -> metrics.paymentDecided(payment.ruling())));
                    }
                },
                EXPIRY_SECONDS,
                EXPIRY_SECONDS,
                TimeUnit.SECONDS);
        return ticks;
    }

    /** Bounded: what does not fit is answered TRY_LATER at once. */
    private static ExecutorService pool(ServerConfig config) {
        return new ThreadPoolExecutor(
                config.validationThreads(),
                config.validationThreads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.queueSize()),
                new NamedThreads("mo-validation"));
    }

    private static TlsIdentity tlsIdentity(ServerConfig config, Path directory)
            throws ProtocolException {
        try {
            return config.tlsFiles().isPresent()
                    ? TlsIdentity.load(
                            config.tlsFiles().get().certificate(),
                            config.tlsFiles().get().key(),
                            Instant.now())
                    : TlsIdentity.loadOrCreate(directory, config.certificateHosts(), Instant.now());
        } catch (IOException e) {
            throw new ProtocolException(
                    ErrorCode.FILE_UNREADABLE, directory + " can't be written", e);
        }
    }

    private static ValidatorInfoPublisher publisher(
            ServerConfig config,
            Path directory,
            ValidatorKeys keys,
            long now,
            CryptoProvider crypto)
            throws ProtocolException {
        ServerConfig.Fee fee = config.fee();
        FeeSchedules fees = FeeSchedules.loadAndUpdate(
                directory, fee.fixed(), fee.basisPoints(), fee.minimum(), fee.maximum(), now);
        return new ValidatorInfoPublisher(
                directory,
                config.validatorId(),
                keys,
                config.assets(),
                config.assetNames(),
                fees,
                crypto);
    }

    private static Activation activation(Endpoint endpoint, ValidatorKeys keys) {
        return Activation.newBuilder()
                .setValidatorId(endpoint.validatorId())
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setRootKey(byteString(keys.root().publicKey()))
                .setTlsPin(byteString(endpoint.tlsPin()))
                .build();
    }

    /** Where this server is reached. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Waits until the ledger can't be written any more; then this server is of no use. */
    public void awaitFatal() throws InterruptedException {
        fatal.await();
    }

    /** Takes nothing new, finishes what is under way, commits, and stops. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        health.startDraining();
        boolean drained = http.drain(drainTimeout);
        validation.shutdown();
        expiry.shutdownNow();
        closeLedger(ledger);
        answers.shutdown();
        LOG.info("stopped{}", drained ? "" : "; connections that did not end were cut");
    }

    private static void closeLedger(LedgerService ledger) {
        try {
            ledger.close();
        } catch (StoreException e) {
            LOG.error("the ledger did not close cleanly", e);
        }
    }
}
