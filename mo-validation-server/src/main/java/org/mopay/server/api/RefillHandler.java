package org.mopay.server.api;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.RefillRequest;
import org.mopay.proto.v1.Signed;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.http.Handler;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.Refill;
import org.mopay.server.ledger.StoredAnswer;
import org.mopay.server.ledger.book.Device;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** {@code POST /v1/refills}: a Signed RefillRequest to RefillAnswer. */
final class RefillHandler implements Handler {
    private final String validatorId;
    private final DeviceRequests devices;
    private final CredentialOffice credentials;
    private final LedgerService ledger;
    private final Work work;
    private final LongSupplier clock;
    private final CryptoProvider crypto;

    RefillHandler(
            String validatorId,
            DeviceRequests devices,
            CredentialOffice credentials,
            LedgerService ledger,
            Work work,
            LongSupplier clock,
            CryptoProvider crypto) {
        this.validatorId = validatorId;
        this.devices = devices;
        this.credentials = credentials;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
        this.crypto = crypto;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) throws ProtocolException {
        Signed refill = Bodies.read(request, Signed.getDefaultInstance());
        return work.run(() -> order(refill))
                .thenCompose(order -> ledger.submit(order, request.deadline()))
                .thenApply(stored -> Work.attempt(() -> Bodies.answer(request, answer(stored))))
                .exceptionally(Work::rethrow);
    }

    private Refill order(Signed signed) throws ProtocolException {
        RefillRequest request = MessageType.REFILL_REQUEST.decode(signed.getBody());
        Device device = devices.enrolled(request.getDeviceId());
        String verifiedName = request.getMerchant() ? device.account().verifiedName() : null;
        if (request.getMerchant() && verifiedName == null) {
            throw new ProtocolException(
                    ErrorCode.NOT_A_MERCHANT, device.account().name());
        }
        List<CredentialKey> keys =
                EnrolmentDesk.check(signed, validatorId, device.identityKey(), crypto);
        RefillAnswer answer = RefillAnswer.newBuilder()
                .setNumber(request.getNumber())
                .addAllGrants(credentials.issue(
                        device.id(), device.nextIndex(), keys, verifiedName, clock.getAsLong()))
                .build();
        return new Refill(
                device.id(),
                request.getNumber(),
                MessageType.REFILL_REQUEST.digest(bytes(signed.getBody())),
                device.nextIndex(),
                EnrolmentHandler.signingKeys(keys),
                bytes(answer.toByteString()));
    }

    private static RefillAnswer answer(StoredAnswer stored) {
        try {
            return RefillAnswer.parseFrom(stored.answer().toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored answer can't be read", e);
        }
    }
}
