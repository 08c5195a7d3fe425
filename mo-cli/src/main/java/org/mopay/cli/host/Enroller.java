package org.mopay.cli.host;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.cli.http.ServerAddress;
import org.mopay.cli.http.ValidatorClient;
import org.mopay.cli.output.Failure;
import org.mopay.cli.store.PhoneDirectory;
import org.mopay.core.Change;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Wire;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.StoredEnrolment;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Enrols a phone into a directory. The keys are stored before the request is sent, so that the same
 * link continues an enrolment whose answer was lost.
 */
public final class Enroller {
    private final Path path;
    private final Duration patience;
    private final CryptoProvider crypto = CryptoProvider.bouncyCastle();
    private final RandomSource random = RandomSource.of(new SecureRandom());

    public Enroller(Path path, Duration patience) {
        this.path = path;
        this.patience = patience;
    }

    /**
     * Enrols.
     *
     * @param pin protects the one-time passwords, if given
     * @throws Failure ALREADY_ENROLLED, ACTIVATION_CODE_INVALID, VALIDATOR_UNREACHABLE, ...
     */
    public Phone enrol(Activation activation, Optional<String> pin)
            throws Failure, ProtocolException {
        ValidatorClient client = new ValidatorClient(ServerAddress.of(activation), patience);
        TrustedValidator validator = TrustedValidator.verify(
                client.validator(),
                activation.getValidatorId(),
                Wire.bytes(activation.getRootKey()),
                crypto);
        // Only now, so that a link that leads nowhere leaves no directory behind.
        PhoneDirectory directory = PhoneDirectory.create(path);
        Enrolment enrolment = directory.locked(() -> begin(directory, activation, validator));
        SealedEnrolmentAnswer answer = client.enrol(enrolment.request());
        return directory.locked(() -> {
            refuseSecond(directory);
            Phone phone = Phone.enrolled(enrolment, answer, validator, pin, now(), crypto, random);
            directory.commit(
                    List.of(phone.stored(), new Change(Change.ENROLMENT, Optional.empty())));
            return phone;
        });
    }

    private Enrolment begin(
            PhoneDirectory directory, Activation activation, TrustedValidator validator)
            throws Failure, ProtocolException {
        refuseSecond(directory);
        Optional<Bytes> begun = directory.read(Change.ENROLMENT);
        if (begun.isPresent()) {
            StoredEnrolment stored = parse(begun.get());
            if (stored.getActivation().equals(activation)) {
                return Enrolment.restore(stored);
            }
        }
        Enrolment enrolment = Enrolment.begin(activation, validator, now(), crypto, random);
        directory.commit(List.of(new Change(
                Change.ENROLMENT, Optional.of(Wire.bytes(enrolment.stored().toByteString())))));
        return enrolment;
    }

    private void refuseSecond(PhoneDirectory directory) throws Failure {
        if (directory.read(Change.PHONE).isPresent()) {
            throw Failure.of(ErrorCode.ALREADY_ENROLLED, path.toString());
        }
    }

    private static StoredEnrolment parse(Bytes record) throws Failure {
        try {
            return StoredEnrolment.parseFrom(record.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw Failure.of(ErrorCode.PHONE_STATE_CORRUPT, "the record 'enrolment'", e);
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
