package org.mopay.cli.host;

import org.mopay.cli.http.ServerAddress;
import org.mopay.cli.http.ValidatorClient;
import org.mopay.cli.output.Failure;
import org.mopay.cli.store.PhoneDirectory;
import org.mopay.core.Change;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A phone in its directory. Other processes may run the same phone: every step takes the lock, reads
 * what they have stored, and writes what it changes before the lock is given back.
 */
public final class LocalPhone {
    private final PhoneDirectory directory;
    private final Phone phone;
    private final ValidatorClient validator;
    private final Clock clock;

    private LocalPhone(
            PhoneDirectory directory, Phone phone, ValidatorClient validator, Clock clock) {
        this.directory = directory;
        this.phone = phone;
        this.validator = validator;
        this.clock = clock;
    }

    /**
     * Opens an enrolled phone.
     *
     * @param patience how long one question to the validator may take
     * @throws Failure NOT_ENROLLED or PHONE_STATE_CORRUPT
     */
    public static LocalPhone open(Path path, Duration patience) throws Failure, ProtocolException {
        PhoneDirectory directory = PhoneDirectory.open(path);
        Phone phone = directory.locked(() -> Phone.restore(
                record(directory),
                CryptoProvider.bouncyCastle(),
                RandomSource.of(new SecureRandom())));
        ValidatorClient validator =
                new ValidatorClient(ServerAddress.of(phone.validatorAddress()), patience);
        return new LocalPhone(directory, phone, validator, Clock.systemUTC());
    }

    private static Bytes record(PhoneDirectory directory) throws Failure {
        return directory
                .read(Change.PHONE)
                .orElseThrow(() ->
                        Failure.of(ErrorCode.PHONE_STATE_CORRUPT, "the record 'phone' is missing"));
    }

    /** What a step does with the phone; it must not wait for user or network. */
    public interface Step<T> {
        /** Does it. */
        T run(Phone phone) throws Failure, ProtocolException;
    }

    /** Runs a step on the phone as it is stored now. */
    public <T> T step(Step<T> step) throws Failure, ProtocolException {
        return directory.locked(() -> {
            phone.reload(record(directory));
            return step.run(phone);
        });
    }

    /** Makes changes durable, together, within a step. */
    public void commit(List<Change> changes) throws Failure {
        directory.commit(changes);
    }

    public PhoneDirectory directory() {
        return directory;
    }

    public ValidatorClient validator() {
        return validator;
    }

    /** Seconds since the Unix epoch. */
    public long now() {
        return clock.instant().getEpochSecond();
    }
}
