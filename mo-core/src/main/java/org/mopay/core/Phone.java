package org.mopay.core;

import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.channel.PayerChannel;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.OtpSecretVault;
import org.mopay.core.credential.PinProtection;
import org.mopay.core.credential.Refill;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorKind;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.UserConsent;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.BalanceQuery;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.PaymentStatusQuery;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementQuery;
import org.mopay.proto.v1.StoredAcceptance;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.StoredRequest;
import org.mopay.proto.v1.StoredSecret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An enrolled phone: it asks for money, pays, and signs what it asks of its validator. It does no
 * I/O: it is restored from the record {@link Change#PHONE}, and whatever changes it returns the
 * {@link Change}s to store. Times are seconds since the Unix epoch. Not thread-safe; not to be
 * restored from a backup.
 */
public final class Phone {
    private final PhoneState state;
    private final RandomSource random;

    private Phone(PhoneState state, RandomSource random) {
        this.state = state;
        this.random = random;
    }

    /** A phone as it was last stored. */
    public static Phone restore(Bytes record, CryptoProvider crypto, RandomSource random)
            throws ProtocolException {
        return new Phone(PhoneState.restore(record, crypto), random);
    }

    /**
     * The phone that an answered enrolment makes; {@link #stored()} must be written at once.
     *
     * @param pin protects the OTP secret, if given: the phone does not know whether a PIN is right
     */
    public static Phone enrolled(
            Enrolment enrolment,
            SealedEnrolmentAnswer answer,
            TrustedValidator validator,
            Optional<String> pin,
            long now,
            CryptoProvider crypto,
            RandomSource random)
            throws ProtocolException {
        StoredPhone opened = enrolment.complete(answer, validator, now, crypto);
        SecretBytes otpSecret = secret(opened.getOtpSecret().getValue());
        return of(opened, PinProtection.protect(otpSecret, pin, random), crypto, random);
    }

    /** As above, for an app whose keystore keeps the OTP secret. */
    public static Phone enrolled(
            Enrolment enrolment,
            SealedEnrolmentAnswer answer,
            TrustedValidator validator,
            OtpSecretVault vault,
            long now,
            CryptoProvider crypto,
            RandomSource random)
            throws ProtocolException {
        StoredPhone opened = enrolment.complete(answer, validator, now, crypto);
        SecretBytes otpSecret = secret(opened.getOtpSecret().getValue());
        return of(opened, PhoneConsent.store(otpSecret, vault), crypto, random);
    }

    private static Phone of(
            StoredPhone opened, StoredSecret otpSecret, CryptoProvider crypto, RandomSource random)
            throws ProtocolException {
        StoredPhone stored = opened.toBuilder().setOtpSecret(otpSecret).build();
        return new Phone(PhoneState.of(stored, crypto), random);
    }

    /** Takes over what another process of this phone has stored in the meantime. */
    public void reload(Bytes record) throws ProtocolException {
        state.reload(record);
    }

    /** The phone's record as it is now. */
    public Change stored() {
        return state.change();
    }

    public String account() {
        return state.stored().getAccount();
    }

    public Bytes deviceId() {
        return bytes(state.stored().getDeviceId());
    }

    public TrustedValidator validator() {
        return state.validator();
    }

    /** Host, port and TLS pin of the validator. */
    public Activation validatorAddress() {
        return state.stored().getValidator();
    }

    /** Takes newer signed information of the validator. */
    public Change update(Signed validatorInfo) throws ProtocolException {
        TrustedValidator newer = TrustedValidator.verify(
                validatorInfo,
                state.validator().id(),
                bytes(state.stored().getValidator().getRootKey()),
                state.crypto());
        state.replace(state.validator().supersededBy(newer));
        return state.change();
    }

    // Credentials.

    public int unusedAliases(long now) {
        return state.unusedAliases(now);
    }

    /** Whether the pool is less than half full, or a merchant's credential ends soon. */
    public boolean needsRefill(long now) {
        return unusedAliases(now) * 2 < state.validator().limits().getPoolSize()
                || Refill.isMerchantDue(state.stored(), now);
    }

    /**
     * The refill to send; an unanswered one is the same again.
     *
     * <p>{@link #stored()} must be written before it is sent.
     */
    public Signed beginRefill(long now) {
        if (!state.stored().hasRefill()) {
            boolean merchant = Refill.isMerchantDue(state.stored(), now);
            int missing = state.validator().limits().getPoolSize() - unusedAliases(now);
            int aliases = Math.max(merchant ? 0 : 1, missing);
            state.replace(state.stored().toBuilder()
                    .setRefill(
                            Refill.begin(state.stored(), aliases, merchant, state.crypto(), random))
                    .build());
        }
        return state.stored().getRefill().getRequest();
    }

    public Change completeRefill(RefillAnswer answer, long now) throws ProtocolException {
        state.replace(
                Refill.complete(state.stored(), answer, state.validator(), now, state.crypto()));
        return state.change();
    }

    // Receiving.

    /**
     * Makes and signs a request under an alias drawn for it, or a merchant's credential; {@link #stored()} must be written before
     * the request is shown.
     *
     * @return the request's digest, its name in {@link #receive}
     */
    public Bytes request(RequestDraft draft, long now) throws ProtocolException {
        state.validator().checkCurrent(now);
        Amount amount = draft.amount();
        PaymentRequest.Builder request = PaymentRequest.newBuilder()
                .setValidatorId(state.validator().id())
                .setAmount(amount.minorUnits())
                .setAsset(amount.asset())
                .setExponent(amount.exponent())
                .setFeeBearer(draft.feeBearer())
                .setFeeScheduleVersion(
                        state.validator().currentFees(amount.asset(), now).getVersion())
                .setNonce(ByteString.copyFrom(random.next(VerifiedRequest.NONCE_SIZE)))
                .setCreated(now)
                .setExpires(now + draft.lifetime())
                .setMemo(draft.memo())
                .setLabel(draft.label());
        StoredAlias alias = state.receivingCredential(now);
        ByteString id = MessageType.CREDENTIAL
                .decode(alias.getCredential().getCredential().getBody())
                .getId();
        request.setCredentialId(id);
        VerifiedRequest.checkForm(request.build(), bytes(id), state.validator());
        Signed signed = MessageType.PAYMENT_REQUEST.sign(
                request.build(), state.crypto().ed25519Signer(secret(alias.getSigningSeed())));
        state.add(StoredRequest.newBuilder().setAlias(alias).setRequest(signed).build());
        return VerifiedRequest.digest(signed.getBody());
    }

    /** Whether this request of the phone still waits to be paid, as far as the phone knows. */
    public boolean isOpen(Bytes requestDigest) {
        return state.request(requestDigest).isPresent();
    }

    /**
     * Opens a session for a request of this phone, with a fresh engagement.
     *
     * @param carriers where a payer finds this phone
     * @param withKey whether the engagement shows the credential's Noise key (XK): a payee that
     *     advertises to strangers hides from probing so; otherwise XX
     */
    public PayeeSession receive(
            Bytes requestDigest, List<CarrierHint> carriers, boolean withKey, long now)
            throws ProtocolException {
        StoredRequest request = state.request(requestDigest)
                .orElseThrow(() -> new IllegalArgumentException("no open request of this phone"));
        if (!state.acceptanceFor(requestDigest).isPresent()) {
            state.validator().checkCurrent(now);
        }
        VerifiedCredential payee = VerifiedCredential.verify(
                request.getAlias().getCredential(), state.validator(), now, state.crypto());
        VerifiedRequest verified =
                VerifiedRequest.verify(request.getRequest(), payee, state.validator());
        PayeeChannel channel = PayeeChannel.open(
                state.validator().id(),
                carriers,
                state.crypto().x25519KeyPair(secret(request.getAlias().getNoisePrivate())),
                withKey,
                state.crypto(),
                random);
        return PayeeSession.of(new PayeeStates.Context(state, channel, verified));
    }

    // Paying.

    /**
     * Opens a session with the payee of an engagement.
     *
     * @throws ProtocolException WRONG_VALIDATOR, or a code of malformed bytes
     */
    public PayerSession pay(Bytes engagement) throws ProtocolException {
        String validatorId = Engagements.decode(engagement).getValidatorId();
        if (!validatorId.equals(state.validator().id())) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "the payee is with " + validatorId);
        }
        PayerChannel channel = PayerChannel.open(engagement, state.crypto(), random);
        return PayerSession.of(
                new PayerStates.Opening(new PayerStates.Context(state, channel, random)));
    }

    /** The unresolved payment made under this engagement, if there is one: a second tap. */
    public Optional<Bytes> unresolvedUnder(Bytes engagement) {
        return state.paymentUnder(Engagements.digest(engagement))
                .map(payment -> PhoneState.d(payment.getAuthorization()));
    }

    /** Whether the user must give a PIN to approve. */
    public boolean needsPin() {
        return PinProtection.needsPin(state.stored().getOtpSecret());
    }

    /**
     * The user's yes; a wrong PIN shows only at the validator.
     *
     * @throws IllegalStateException if a keystore keeps the OTP secret
     */
    public UserConsent consent(String pin) {
        return PhoneConsent.byPin(state.stored().getOtpSecret(), pin);
    }

    /** The user's yes, by the keystore that keeps the OTP secret. */
    public UserConsent consent(OtpSecretVault vault) throws ProtocolException {
        return PhoneConsent.byVault(state.stored().getOtpSecret(), vault);
    }

    // What is not decided yet.

    /** The authorizations of this phone, given or accepted, whose outcome it does not know. */
    public List<Bytes> unresolved() {
        List<Bytes> all = new ArrayList<>();
        state.stored()
                .getPaymentsList()
                .forEach(payment -> all.add(PhoneState.d(payment.getAuthorization())));
        state.stored()
                .getAcceptancesList()
                .forEach(accepted -> all.add(PhoneState.d(accepted.getAuthorization())));
        return Collections.unmodifiableList(all);
    }

    /** What to submit for an unresolved authorization; sending it again pays nothing twice. */
    public Bytes submission(Bytes d, long now) throws ProtocolException {
        Optional<StoredPayment> payment = payment(d);
        return payment.isPresent()
                ? PhoneSubmissions.ofPayer(state, payment.get(), now)
                : PhoneSubmissions.ofPayee(state, acceptance(d), now);
    }

    /** Takes the validator's outcome of a submission. The changes must be written. */
    public Resolution resolve(Bytes d, Outcome outcome) throws ProtocolException {
        Optional<StoredPayment> payment = payment(d);
        PhoneOutcome resolved = payment.isPresent()
                ? PhoneOutcome.ofPayer(state, payment.get(), outcome)
                : PhoneOutcome.ofPayee(state, acceptance(d), outcome);
        return new Resolution(Arrays.asList(state.change(), resolved.history()), resolved.result());
    }

    /**
     * Gives up an authorization that the validator will never take: it answered with a final error
     * and, by this phone's clock, the time to settle is over as well.
     *
     * @return the change to write, or nothing if it must still be kept
     */
    public Optional<Change> giveUp(Bytes d, ErrorCode why, long now) {
        if (!unresolved().contains(d)) {
            throw new IllegalArgumentException("no unresolved authorization of this phone");
        }
        if (!PhoneDeadlines.isOver(state, d, now) || why.kind() != ErrorKind.FINAL) {
            return Optional.empty();
        }
        state.resolve(d);
        return Optional.of(state.change());
    }

    private Optional<StoredPayment> payment(Bytes d) {
        return state.payment(payment -> PhoneState.d(payment.getAuthorization()).equals(d));
    }

    private StoredAcceptance acceptance(Bytes d) {
        return state.acceptance(
                        accepted -> PhoneState.d(accepted.getAuthorization()).equals(d))
                .orElseThrow(() ->
                        new IllegalArgumentException("no unresolved authorization of this phone"));
    }

    /**
     * What a submission's outcome changed.
     *
     * @param changes to be written together
     * @param result to be shown
     */
    public record Resolution(List<Change> changes, PaymentResult result) {}

    // Questions to the validator, signed by the identity key.

    public Signed balanceQuery(long now) {
        return sign(query(now).setBalance(BalanceQuery.getDefaultInstance()));
    }

    /** The newest entries before a sequence number; 0 starts at the newest. */
    public Signed statementQuery(long before, int limit, long now) {
        return sign(query(now)
                .setStatement(StatementQuery.newBuilder().setBefore(before).setLimit(limit)));
    }

    public Signed paymentStatusQuery(Bytes paymentId, long now) {
        return sign(query(now)
                .setPaymentStatus(PaymentStatusQuery.newBuilder()
                        .setPaymentId(ByteString.copyFrom(paymentId.toArray()))));
    }

    private DeviceQuery.Builder query(long now) {
        return DeviceQuery.newBuilder()
                .setValidatorId(state.validator().id())
                .setDeviceId(state.stored().getDeviceId())
                .setCreated(now)
                .setNonce(ByteString.copyFrom(random.next(VerifiedRequest.NONCE_SIZE)));
    }

    private Signed sign(DeviceQuery.Builder query) {
        return MessageType.DEVICE_QUERY.sign(
                query.build(),
                state.crypto().p256Signer(secret(state.stored().getIdentityScalar())));
    }
}
