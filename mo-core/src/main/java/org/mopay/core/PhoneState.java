package org.mopay.core;

import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.recorded;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.RefundForm;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaidRequest;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.StoredAcceptance;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredOutcome;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.StoredRefund;
import org.mopay.proto.v1.StoredRequest;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The one copy of a phone's state in memory. Every change yields the record to write; the host
 * writes it before anything that follows from it is sent.
 */
final class PhoneState {
    /** Seconds; {@code conversation_deadline} of the limits registry. */
    static final long CONVERSATION_DEADLINE = 120;

    private static final int VERSION = 1;

    private final CryptoProvider crypto;
    private StoredPhone stored;
    private TrustedValidator validator;
    private @Nullable Signer hardwareIdentity;

    private PhoneState(StoredPhone stored, TrustedValidator validator, CryptoProvider crypto) {
        this.stored = stored;
        this.validator = validator;
        this.crypto = crypto;
    }

    static PhoneState restore(Bytes record, CryptoProvider crypto) throws ProtocolException {
        return of(parse(record), crypto);
    }

    static PhoneState of(StoredPhone stored, CryptoProvider crypto) throws ProtocolException {
        return new PhoneState(stored, trust(stored, crypto), crypto);
    }

    private static StoredPhone parse(Bytes record) throws ProtocolException {
        StoredPhone stored;
        try {
            stored = StoredPhone.parseFrom(record.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new ProtocolException(
                    ErrorCode.PHONE_STATE_CORRUPT, "the phone's record can't be read");
        }
        if (stored.getVersion() != VERSION) {
            throw new ProtocolException(
                    ErrorCode.PHONE_STATE_CORRUPT,
                    "the phone's record has version " + stored.getVersion());
        }
        return stored;
    }

    private static TrustedValidator trust(StoredPhone stored, CryptoProvider crypto)
            throws ProtocolException {
        return TrustedValidator.verify(
                stored.getValidatorInfo(),
                stored.getValidator().getValidatorId(),
                bytes(stored.getValidator().getRootKey()),
                crypto);
    }

    /** Takes what another process of the same phone has written in the meantime. */
    void reload(Bytes record) throws ProtocolException {
        StoredPhone newer = parse(record);
        if (!newer.getDeviceId().equals(stored.getDeviceId())) {
            throw new ProtocolException(
                    ErrorCode.PHONE_STATE_CORRUPT, "the record is another phone's");
        }
        validator = trust(newer, crypto);
        stored = newer;
    }

    void replace(StoredPhone next) {
        stored = next;
    }

    void replace(TrustedValidator newer) {
        validator = newer;
        stored = stored.toBuilder().setValidatorInfo(newer.signed()).build();
    }

    /** The record to write. */
    Change change() {
        return Change.write(Change.PHONE, Bytes.copyOf(stored.toByteArray()));
    }

    StoredPhone stored() {
        return stored;
    }

    TrustedValidator validator() {
        return validator;
    }

    CryptoProvider crypto() {
        return crypto;
    }

    SecretBytes sealSecret() {
        return secret(stored.getSealSecret());
    }

    /** Signs what this device wants of its validator. */
    Signer identity() {
        if (!stored.getIdentityScalar().isEmpty()) {
            return crypto.p256Signer(secret(stored.getIdentityScalar()));
        }
        if (hardwareIdentity == null) {
            throw new IllegalStateException("this phone's identity key is in its keystore");
        }
        return hardwareIdentity;
    }

    void signWith(Signer hardware) {
        hardwareIdentity = hardware;
    }

    /**
     * The unused alias to take: the lowest index that is valid now. It leaves the pool, for good, when
     * the payment or request that was made with it is added.
     *
     * @throws ProtocolException POOL_EMPTY
     */
    StoredAlias nextAlias(long now) throws ProtocolException {
        return firstUsable(CredentialKind.CREDENTIAL_KIND_ALIAS, now)
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.POOL_EMPTY, "no unused credential is valid now"));
    }

    /** What receives: a merchant's credential, which stays, or else the next alias. */
    StoredAlias receivingCredential(long now) throws ProtocolException {
        Optional<StoredAlias> merchant = firstUsable(CredentialKind.CREDENTIAL_KIND_MERCHANT, now);
        return merchant.isPresent() ? merchant.get() : nextAlias(now);
    }

    private Optional<StoredAlias> firstUsable(CredentialKind kind, long now) {
        return stored.getAliasesList().stream()
                .filter(alias -> isUsable(alias, kind, now))
                .findFirst();
    }

    /** The state after a credential was used: an alias is gone, a merchant's credential stays. */
    private StoredPhone.Builder without(StoredAlias used) {
        StoredPhone.Builder next = stored.toBuilder().clearAliases();
        stored.getAliasesList().stream()
                .filter(each -> !each.equals(used) || isMerchant(each))
                .forEach(next::addAliases);
        return next;
    }

    int unusedAliases(long now) {
        return (int) stored.getAliasesList().stream()
                .filter(alias -> isUsable(alias, CredentialKind.CREDENTIAL_KIND_ALIAS, now))
                .count();
    }

    private static boolean isUsable(StoredAlias alias, CredentialKind kind, long now) {
        return credential(alias)
                .filter(credential -> credential.getKind() == kind
                        && now >= credential.getNotBefore()
                        && now <= credential.getNotAfter())
                .isPresent();
    }

    private static boolean isMerchant(StoredAlias alias) {
        return credential(alias)
                .filter(known -> known.getKind() == CredentialKind.CREDENTIAL_KIND_MERCHANT)
                .isPresent();
    }

    private static Optional<Credential> credential(StoredAlias alias) {
        try {
            return Optional.of(recorded(
                    Credential.parser(), alias.getCredential().getCredential().getBody()));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    /** The payment this phone has authorized for a request and whose outcome it does not know. */
    Optional<StoredPayment> paymentFor(Bytes requestDigest) {
        return payment(payment ->
                VerifiedRequest.digest(payment.getRequest().getBody()).equals(requestDigest));
    }

    Optional<StoredPayment> paymentUnder(Bytes engagementDigest) {
        return payment(payment -> bytes(payment.getEngagementDigest()).equals(engagementDigest));
    }

    Optional<StoredPayment> payment(Predicate<StoredPayment> which) {
        return stored.getPaymentsList().stream().filter(which).findFirst();
    }

    void add(StoredPayment payment) {
        stored = without(payment.getAlias()).addPayments(payment).build();
    }

    /** Keeps a payment as it is now: pending, or to be cancelled. */
    void replace(StoredPayment payment) {
        StoredPhone.Builder next = stored.toBuilder().clearPayments();
        stored.getPaymentsList()
                .forEach(each -> next.addPayments(
                        d(each.getAuthorization()).equals(d(payment.getAuthorization()))
                                ? payment
                                : each));
        stored = next.build();
    }

    /** Keeps what a payment waits for. */
    void pending(Bytes d, Outcome outcome) {
        paymentOf(d)
                .ifPresent(payment ->
                        replace(payment.toBuilder().setPending(outcome).build()));
    }

    void add(StoredRequest request) {
        stored = without(request.getAlias()).addRequests(request).build();
    }

    /**
     * Keeps what was accepted; the same authorization is kept as it came first.
     *
     * @throws ProtocolException BOX_CHANGED if its terms came before with another box or signature
     */
    StoredAcceptance keep(StoredAcceptance acceptance) throws ProtocolException {
        Bytes d = d(acceptance.getAuthorization());
        Optional<StoredAcceptance> earlier = acceptanceOf(d);
        if (!earlier.isPresent()) {
            stored = stored.toBuilder().addAcceptances(acceptance).build();
            return acceptance;
        }
        if (!earlier.get().getAuthorization().equals(acceptance.getAuthorization())) {
            throw new ProtocolException(ErrorCode.BOX_CHANGED, "accepted before with another box");
        }
        return earlier.get();
    }

    /** What this phone has accepted for a request and whose outcome it does not know. */
    Optional<StoredAcceptance> acceptanceFor(Bytes requestDigest) {
        return acceptance(each -> bytes(each.getRequestDigest()).equals(requestDigest));
    }

    Optional<StoredPayment> paymentOf(Bytes d) {
        return payment(each -> d(each.getAuthorization()).equals(d));
    }

    Optional<StoredAcceptance> acceptanceOf(Bytes d) {
        return acceptance(each -> d(each.getAuthorization()).equals(d));
    }

    Optional<StoredAcceptance> acceptance(Predicate<StoredAcceptance> which) {
        return stored.getAcceptancesList().stream().filter(which).findFirst();
    }

    Optional<StoredRequest> request(Bytes requestDigest) {
        return stored.getRequestsList().stream()
                .filter(request -> VerifiedRequest.digest(request.getRequest().getBody())
                        .equals(requestDigest))
                .findFirst();
    }

    /** Forgets an unresolved payment, acceptance or refund whose outcome is now known or can't come. */
    void resolve(Bytes d) {
        StoredPhone.Builder next =
                stored.toBuilder().clearPayments().clearAcceptances().clearRefunds();
        stored.getRefundsList().stream()
                .filter(refund -> !form(refund).r().equals(d))
                .forEach(next::addRefunds);
        stored.getPaymentsList().stream()
                .filter(payment -> !d(payment.getAuthorization()).equals(d))
                .forEach(next::addPayments);
        stored.getAcceptancesList().stream()
                .filter(acceptance -> !d(acceptance.getAuthorization()).equals(d))
                .forEach(next::addAcceptances);
        stored = next.build();
    }

    /** Keeps a request as it is now: paid in part, or to be cancelled. */
    void replace(StoredRequest request) {
        StoredPhone.Builder next = stored.toBuilder().clearRequests();
        stored.getRequestsList()
                .forEach(each -> next.addRequests(
                        each.getRequest().equals(request.getRequest()) ? request : each));
        stored = next.build();
    }

    /** Forgets a request that was paid, unless what was accepted for it is still to be submitted. */
    void forgetRequest(Bytes requestDigest) {
        if (acceptanceFor(requestDigest).isPresent()) {
            return;
        }
        StoredPhone.Builder next = stored.toBuilder().clearRequests();
        stored.getRequestsList().stream()
                .filter(request -> !VerifiedRequest.digest(request.getRequest().getBody())
                        .equals(requestDigest))
                .forEach(next::addRequests);
        stored = next.build();
    }

    /** Whether this phone has paid a request that it can pay once only. */
    boolean hasPaid(Bytes requestDigest) {
        return stored.getPaidRequestsList().stream()
                .anyMatch(paid -> bytes(paid.getRequestDigest()).equals(requestDigest));
    }

    /** Remembers a paid request for as long as it can be shown again. */
    void addPaid(PaidRequest paid, long now) {
        StoredPhone.Builder next = stored.toBuilder().clearPaidRequests();
        stored.getPaidRequestsList().stream()
                .filter(each -> each.getExpires() >= now
                        && !each.getRequestDigest().equals(paid.getRequestDigest()))
                .forEach(next::addPaidRequests);
        stored = next.addPaidRequests(paid).build();
    }

    void add(StoredRefund refund) {
        stored = stored.toBuilder().addRefunds(refund).build();
    }

    /** The refund of this name whose outcome the phone does not know. */
    Optional<RefundForm> refund(Bytes r) {
        return stored.getRefundsList().stream()
                .map(PhoneState::form)
                .filter(form -> form.r().equals(r))
                .findFirst();
    }

    static RefundForm form(StoredRefund refund) {
        try {
            return RefundForm.decode(refund.getSubmission());
        } catch (ProtocolException e) {
            throw new IllegalStateException("a stored refund can't be read", e);
        }
    }

    static Change history(Bytes paymentId, StoredOutcome outcome) {
        return Change.write(Change.HISTORY + paymentId.hex(), Bytes.copyOf(outcome.toByteArray()));
    }

    /** The name of an authorization of our own or one that was checked before it was stored. */
    static Bytes d(AuthorizedPayment payment) {
        try {
            ByteString terms = PaymentAuthorization.parseFrom(
                            payment.getAuthorization().getBody())
                    .getTerms();
            return PaymentIds.d(bytes(terms));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored authorization can't be read", e);
        }
    }
}
