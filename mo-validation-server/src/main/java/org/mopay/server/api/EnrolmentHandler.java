package org.mopay.server.api;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.server.credential.CredentialIds;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.http.Handler;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.keys.ValidatorKeys;
import org.mopay.server.ledger.EnrolDevice;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.StoredAnswer;
import org.mopay.server.ledger.book.Account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** {@code POST /v1/enrolments}: SealedEnrolment to SealedEnrolmentAnswer. */
final class EnrolmentHandler implements Handler {
    private final String validatorId;
    private final ValidatorKeys keys;
    private final CredentialOffice credentials;
    private final DeviceSecrets secrets;
    private final LedgerService ledger;
    private final Work work;
    private final LongSupplier clock;
    private final CryptoProvider crypto;
    private final RandomSource random;

    EnrolmentHandler(
            String validatorId,
            ValidatorKeys keys,
            CredentialOffice credentials,
            DeviceSecrets secrets,
            LedgerService ledger,
            Work work,
            LongSupplier clock,
            CryptoProvider crypto,
            RandomSource random) {
        this.validatorId = validatorId;
        this.keys = keys;
        this.credentials = credentials;
        this.secrets = secrets;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
        this.crypto = crypto;
        this.random = random;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) throws ProtocolException {
        Bytes sealed = Bodies.encoded(request, SealedEnrolment.getDefaultInstance());
        return work.run(() -> answerOrOrder(MessageType.ENROLMENT.decode(sealed)))
                .thenCompose(asked -> decide(asked, request.deadline()))
                .thenApply(answer -> Work.attempt(() -> Bodies.answer(request, read(answer))))
                .exceptionally(Work::rethrow);
    }

    /** Either the answer that this request had before, or what the ledger is to decide. */
    private record Asked(Optional<Bytes> earlier, Optional<EnrolDevice> order) {}

    /** A request is known by its digest: nothing is opened for it again, with whatever keys. */
    private Asked answerOrOrder(SealedEnrolment sealed) throws ProtocolException {
        Optional<Bytes> earlier = ledger.enrolmentAnswer(EnrolmentDesk.requestDigest(sealed));
        return earlier.isPresent()
                ? new Asked(earlier, Optional.empty())
                : new Asked(Optional.empty(), Optional.of(order(sealed)));
    }

    private CompletionStage<Bytes> decide(Asked asked, long deadline) {
        return asked.earlier().isPresent()
                ? CompletableFuture.completedFuture(asked.earlier().get())
                : ledger.submit(asked.order().orElseThrow(), deadline)
                        .thenApply(StoredAnswer::answer);
    }

    /** The answer is made before the ledger decides: the ledger keeps it, for a phone that asks again. */
    private EnrolDevice order(SealedEnrolment sealed) throws ProtocolException {
        long now = clock.getAsLong();
        EnrolmentDesk.Application application = EnrolmentDesk.open(
                sealed,
                validatorId,
                keys.hpke(sealed.getHpkeKeyId()),
                this::accountToActivate,
                crypto);
        Account account = accountToActivate(application.codeDigest());
        Bytes device = Bytes.copyOf(random.next(CredentialIds.DEVICE_SIZE));
        DeviceSecrets.Pair pair = DeviceSecrets.Pair.random(random);
        EnrolmentAnswer answer = EnrolmentAnswer.newBuilder()
                .setDeviceId(byteString(device))
                .setAccount(account.name())
                .setSealSecret(byteString(pair.seal()))
                .setOtpSecret(byteString(pair.otp()))
                .addAllGrants(credentials.issue(
                        device, 0, application.keys(), account.verifiedName(), now))
                .build();
        return new EnrolDevice(
                application.requestDigest(),
                application.codeDigest(),
                device,
                application.identityKey(),
                secrets.wrap(pair, device, random),
                signingKeys(application.keys()),
                bytes(application.seal(answer, crypto, random).toByteString()),
                now);
    }

    private Account accountToActivate(Bytes codeDigest) throws ProtocolException {
        return ledger.accountToActivate(codeDigest)
                .orElseThrow(() ->
                        new ProtocolException(ErrorCode.ACTIVATION_CODE_INVALID, "no such code"));
    }

    static List<Bytes> signingKeys(List<CredentialKey> keys) {
        return keys.stream().map(key -> bytes(key.getSigningKey())).collect(Collectors.toList());
    }

    private static SealedEnrolmentAnswer read(Bytes answer) {
        try {
            return SealedEnrolmentAnswer.parseFrom(answer.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored answer can't be read", e);
        }
    }
}
