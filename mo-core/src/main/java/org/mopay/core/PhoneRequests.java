package org.mopay.core;

import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.recorded;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.credential.CredentialKeys;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.PaidRequest;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredRequest;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The requests a phone has made, and those it has paid. */
final class PhoneRequests {
    private PhoneRequests() {}

    /** Makes and signs a request under a credential drawn for it, and returns its digest. */
    static Bytes make(RequestDraft draft, PhoneState phone, long now, RandomSource random)
            throws ProtocolException {
        phone.validator().checkCurrent(now);
        forgetOver(phone, now);
        PaymentRequest.Builder request = draw(draft, phone, now, random);
        StoredAlias alias = phone.receivingCredential(now);
        ByteString id = MessageType.CREDENTIAL
                .decode(alias.getCredential().getCredential().getBody())
                .getId();
        request.setCredentialId(id);
        VerifiedRequest.checkForm(request.build(), bytes(id), phone.validator());
        Signed signed = MessageType.PAYMENT_REQUEST.sign(
                request.build(), phone.crypto().ed25519Signer(secret(alias.getSigningSeed())));
        phone.add(StoredRequest.newBuilder().setAlias(alias).setRequest(signed).build());
        return VerifiedRequest.digest(signed.getBody());
    }

    /** What a conversation about a request of this phone begins with. */
    static PayeeStates.Context receive(
            PhoneState phone,
            Bytes digest,
            List<CarrierHint> carriers,
            boolean withKey,
            long now,
            RandomSource random)
            throws ProtocolException {
        StoredRequest request = open(phone, digest);
        if (request.hasCancellation()) {
            throw new ProtocolException(ErrorCode.REQUEST_CANCELLED, "by this phone");
        }
        if (!isOnlyToBeFinished(phone, request)) {
            phone.validator().checkCurrent(now);
        }
        VerifiedRequest verified =
                VerifiedRequest.own(request, phone.validator(), now, phone.crypto());
        PayeeChannel channel = PayeeChannel.open(
                phone.validator().id(),
                carriers,
                CredentialKeys.noise(request.getAlias()),
                withKey,
                phone.crypto(),
                random);
        return new PayeeStates.Context(phone, channel, verified);
    }

    /** A request as drafted, without the credential it names. */
    private static PaymentRequest.Builder draw(
            RequestDraft draft, PhoneState phone, long now, RandomSource random)
            throws ProtocolException {
        Amount amount = draft.amount();
        PaymentRequest.Builder request = PaymentRequest.newBuilder()
                .setValidatorId(phone.validator().id())
                .setAsset(amount.asset())
                .setExponent(amount.exponent())
                .setFeeBearer(draft.feeBearer())
                .setFeeScheduleVersion(
                        phone.validator().currentFees(amount.asset(), now).getVersion())
                .setNonce(ByteString.copyFrom(random.next(VerifiedRequest.NONCE_SIZE)))
                .setCreated(now)
                .setExpires(now + draft.lifetime())
                .setMemo(draft.memo())
                .setLabel(draft.label());
        if (draft.highest().isPresent()) {
            request.setMinAmount(amount.minorUnits())
                    .setMaxAmount(draft.highest().getAsLong());
        } else {
            request.setAmount(amount.minorUnits());
        }
        draft.sharing().ifPresent(bounds -> share(request, bounds));
        return request;
    }

    private static void share(PaymentRequest.Builder request, RequestDraft.Sharing bounds) {
        bounds.total().ifPresent(request::setTotal);
        bounds.maxUses().ifPresent(request::setMaxUses);
        if (!bounds.oncePerPayer()) {
            request.setOncePerPayer(false);
        }
    }

    static List<Bytes> digests(PhoneState phone) {
        return Collections.unmodifiableList(phone.stored().getRequestsList().stream()
                .map(request -> VerifiedRequest.digest(request.getRequest().getBody()))
                .collect(Collectors.toList()));
    }

    static StoredRequest open(PhoneState phone, Bytes digest) {
        return phone.request(digest)
                .orElseThrow(() -> new IllegalArgumentException("no open request of this phone"));
    }

    static PaymentRequest message(Signed request) throws ProtocolException {
        return recorded(PaymentRequest.parser(), request.getBody());
    }

    /** What a decision leaves of a request of this phone; the same decision counts once. */
    static void account(PhoneState phone, Bytes requestDigest, Decision decision)
            throws ProtocolException {
        Optional<StoredRequest> held = phone.request(requestDigest);
        if (!held.isPresent() || held.get().getCountedList().contains(decision.getD())) {
            return;
        }
        StoredRequest request = held.get();
        PaymentRequest asked = message(request.getRequest());
        boolean overForAll = decision.getCode() == ErrorCode.REQUEST_CANCELLED.number()
                || (decision.getCode() == ErrorCode.REQUEST_ALREADY_PAID.number()
                        && !VerifiedRequest.isShareable(asked));
        StoredRequest.Builder next = request.toBuilder();
        if (decision.getStatus() == PaymentStatus.PAYMENT_STATUS_SETTLED) {
            next.setUses(request.getUses() + 1)
                    .setSettled(Math.addExact(request.getSettled(), decision.getAmount()))
                    .addCounted(decision.getD());
            phone.replace(next.build());
        }
        if (overForAll || isUsedUp(asked, next.getUses(), next.getSettled())) {
            phone.forgetRequest(requestDigest);
        }
    }

    /** A request that was shown in time may be paid or cancelled before it is answered. */
    static void requireOpen(PhoneState phone, Bytes requestDigest) throws ProtocolException {
        Optional<StoredRequest> held = phone.request(requestDigest);
        if (!held.isPresent()) {
            throw new ProtocolException(ErrorCode.REQUEST_ALREADY_PAID, "or closed meanwhile");
        }
        if (held.get().hasCancellation()) {
            throw new ProtocolException(ErrorCode.REQUEST_CANCELLED, "by this phone");
        }
    }

    /** Whether a conversation about it can only finish the one payment that was accepted for it. */
    private static boolean isOnlyToBeFinished(PhoneState phone, StoredRequest request)
            throws ProtocolException {
        Bytes digest = VerifiedRequest.digest(request.getRequest().getBody());
        return phone.acceptanceFor(digest).isPresent()
                && !VerifiedRequest.isShareable(message(request.getRequest()));
    }

    /** Forgets requests that can't be settled any more, by the validator's clock at its slowest. */
    private static void forgetOver(PhoneState phone, long now) throws ProtocolException {
        long grace = phone.validator().limits().getSettleWindow()
                + phone.validator().limits().getClockTolerance();
        for (StoredRequest each : phone.stored().getRequestsList()) {
            if (now > message(each.getRequest()).getExpires() + grace) {
                phone.forgetRequest(VerifiedRequest.digest(each.getRequest().getBody()));
            }
        }
    }

    private static boolean isUsedUp(PaymentRequest asked, int uses, long settled) {
        if (!VerifiedRequest.isShareable(asked)) {
            return uses > 0;
        }
        return (asked.hasMaxUses() && Integer.compareUnsigned(uses, asked.getMaxUses()) >= 0)
                || (asked.hasTotal()
                        && asked.getTotal() - settled < VerifiedRequest.leastAmount(asked));
    }

    /** Remembers that this phone has paid a request, if it can't be paid again. */
    static void rememberPaid(PhoneState phone, Signed request, Decision decision)
            throws ProtocolException {
        PaymentRequest paid = message(request);
        if (VerifiedRequest.isOncePerPayer(paid)) {
            phone.addPaid(
                    PaidRequest.newBuilder()
                            .setRequestDigest(ByteString.copyFrom(
                                    VerifiedRequest.digest(request.getBody()).toArray()))
                            .setExpires(paid.getExpires())
                            .build(),
                    decision.getDecidedAt());
        }
    }
}
