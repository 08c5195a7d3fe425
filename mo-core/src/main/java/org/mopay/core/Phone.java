package org.mopay.core;

import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.channel.PayerChannel;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.OtpSecretVault;
import org.mopay.core.credential.PinProtection;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredOutcome;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.StoredSecret;

import java.util.Arrays;
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

    /**
     * Gives the identity key of a phone that was enrolled with one in its keystore: see {@link
     * Enrolment#begin(Activation, TrustedValidator, Signer, long, CryptoProvider, RandomSource)}. Needed
     * before anything is asked of the validator, cancelled or refunded; paying and receiving do
     * without.
     */
    public Phone signingWith(Signer identity) {
        state.signWith(identity);
        return this;
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
        return PhoneRefills.isNeeded(state, now);
    }

    /**
     * The refill to send; an unanswered one is the same again.
     *
     * <p>{@link #stored()} must be written before it is sent.
     */
    public Signed beginRefill(long now) {
        return PhoneRefills.begin(state, now, random);
    }

    public Change completeRefill(RefillAnswer answer, long now) throws ProtocolException {
        PhoneRefills.complete(state, answer, now);
        return state.change();
    }

    // Receiving.

    /**
     * Makes and signs a request under an alias drawn for it, or a merchant's credential; {@link
     * #stored()} must be written before the request is shown. Requests that nobody can pay any more are
     * forgotten.
     *
     * @return the request's digest, its name in {@link #receive}
     */
    public Bytes request(RequestDraft draft, long now) throws ProtocolException {
        return PhoneRequests.make(draft, state, now, random);
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
     * @throws ProtocolException REQUEST_CANCELLED, or CREDENTIAL_EXPIRED
     */
    public PayeeSession receive(
            Bytes requestDigest, List<CarrierHint> carriers, boolean withKey, long now)
            throws ProtocolException {
        return PayeeSession.of(
                PhoneRequests.receive(state, requestDigest, carriers, withKey, now, random));
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

    /**
     * Whatever this phone has signed or accepted and does not know the outcome of: authorizations by
     * their d, refunds by their r.
     */
    public List<Bytes> unresolved() {
        return PhoneOutbox.names(state);
    }

    /** The d of what this phone has signed as payer, of {@link #unresolved}. */
    public List<Bytes> unresolvedPayments() {
        return PhoneOutbox.payments(state);
    }

    /** The r of the refund of a payment that this phone has signed and that is not decided. */
    public Optional<Bytes> unresolvedRefund(Bytes paymentId) {
        return PhoneRefunds.unresolved(state, paymentId);
    }

    /** What to send for it now; sending it again changes nothing. */
    public Outgoing outgoing(Bytes name, long now) throws ProtocolException {
        return PhoneOutbox.outgoing(state, name, now);
    }

    /** Takes the validator's outcome of what was sent. The changes must be written. */
    public Resolution resolve(Bytes name, Outcome outcome) throws ProtocolException {
        PhoneOutcome resolved = PhoneOutbox.resolve(state, name, outcome);
        return new Resolution(Arrays.asList(state.change(), resolved.history()), resolved.result());
    }

    /**
     * Gives up what the validator will never take: it answered with a final error and, by this phone's
     * clock, the time to settle is over as well.
     *
     * @return the change to write, or nothing if it must still be kept
     */
    public Optional<Change> giveUp(Bytes name, ErrorCode why, long now) {
        if (!PhoneOutbox.isOver(state, name, now) || !PhoneOutbox.isVerdict(state, name, why)) {
            return Optional.empty();
        }
        state.resolve(name);
        return Optional.of(state.change());
    }

    /** What a pending payment of this phone waits for, if it is the payer's to give. */
    public Optional<StepUpPrompt> stepUp(Bytes d) {
        return PhoneStepUps.prompt(state, d);
    }

    /**
     * The answer to {@link #stepUp}; its outcome goes to {@link #resolve}.
     *
     * @param code what the payer's generator shows: 6 to 8 digits
     */
    public Outgoing answerStepUp(Bytes d, String code) {
        return PhoneStepUps.answer(state, d, code);
    }

    /**
     * What a submission's outcome changed.
     *
     * @param changes to be written together
     * @param result to be shown
     */
    public record Resolution(List<Change> changes, PaymentResult result) {}

    // Taking back.

    /**
     * Wants an unresolved payment of this phone never to be settled. From now on {@link #outgoing} is
     * the cancellation; what the validator commits first is final.
     *
     * @return the change to write before anything is sent
     * @throws IllegalArgumentException unless it is an unresolved payment of this phone
     */
    public Change cancel(Bytes d, long now) {
        PhoneCancellations.ofPayment(state, d, now);
        return state.change();
    }

    /** The digests of this phone's requests, those to be cancelled included. */
    public List<Bytes> requests() {
        return PhoneRequests.digests(state);
    }

    /**
     * Wants a request of this phone never to be paid again. It can't be received any more, and counts
     * as cancelled once the validator says so: {@link #requestCancellation}.
     *
     * @return the change to write before anything is sent
     * @throws IllegalArgumentException unless it is an open request of this phone
     */
    public Change cancelRequest(Bytes requestDigest, long now) {
        PhoneCancellations.ofRequest(state, requestDigest, now);
        return state.change();
    }

    /** An encoded RequestCancellation for a cancelled request; it is answered by a RequestStatus. */
    public Bytes requestCancellation(Bytes requestDigest) {
        return PhoneCancellations.message(state, requestDigest);
    }

    /**
     * Takes the validator's word about a cancelled request: it is forgotten, unless it is still open.
     *
     * @throws ProtocolException OUTCOME_INVALID if it is not signed by the validator about this request
     */
    public Change requestStatus(Bytes requestDigest, Signed status) throws ProtocolException {
        PhoneCancellations.take(state, requestDigest, status);
        return state.change();
    }

    /**
     * Signs a refund of a payment this phone has received; {@link #stored()} must be written before it
     * is sent.
     *
     * @param received the record of the history
     * @param amount minor units, at most what was paid; the validator guards the sum of all refunds
     * @param reason at most 140 UTF-8 bytes; may be empty
     * @return r, its name in {@link #unresolved}
     * @throws ProtocolException NOT_REFUNDABLE, REFUND_EXCEEDS_PAYMENT, AMOUNT_INVALID or
     *     MALFORMED_MESSAGE: nothing was signed
     */
    public Bytes refund(
            StoredOutcome received, long amount, String reason, UserConsent consent, long now)
            throws ProtocolException {
        try (consent) {
            return PhoneRefunds.sign(state, received, amount, reason, consent, now, random);
        }
    }

    // Questions to the validator, signed by the identity key.

    public Signed balanceQuery(long now) {
        return PhoneQueries.balance(state, now, random);
    }

    /** The newest entries before a sequence number; 0 starts at the newest. */
    public Signed statementQuery(long before, int limit, long now) {
        return PhoneQueries.statement(state, before, limit, now, random);
    }

    public Signed paymentStatusQuery(Bytes paymentId, long now) {
        return PhoneQueries.paymentStatus(state, paymentId, now, random);
    }
}
