package org.mopay.server.validation;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.core.payment.SealedBox;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.SubmitterContent;
import org.mopay.proto.v1.Terms;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.ledger.PaymentOrder;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.FeeBearer;

/**
 * The checks of a submission that come before the ledger, in their order, which is the precedence
 * of errors:
 *
 * <ol>
 *   <li>size and form, suite and validator, box digest;
 *   <li>(a recorded d: answered by {@link Intake} before anything that follows)
 *   <li>the request's own form; terms and fee answer it;
 *   <li>credentials: own MAC or issuer's signature, validity, devices known and not revoked;
 *   <li>signatures: payee's request, payer's authorization, submitter's box;
 *   <li>times;
 *   <li>the payer's box opens.
 * </ol>
 *
 * A failure records nothing. The one-time password is only compared here: the ledger judges it, in
 * the order of commits, because a wrong one counts. Thread-safe.
 */
public final class PaymentValidator {
    private final CredentialOffice credentials;
    private final DeviceDirectory devices;
    private final DeviceSecrets secrets;
    private final WaitingRules waiting;
    private final CryptoProvider crypto;

    public PaymentValidator(
            CredentialOffice credentials,
            DeviceDirectory devices,
            DeviceSecrets secrets,
            WaitingRules waiting,
            CryptoProvider crypto) {
        this.credentials = credentials;
        this.devices = devices;
        this.secrets = secrets;
        this.waiting = waiting;
        this.crypto = crypto;
    }

    /** A credential with the device it belongs to. */
    private record Party(CredentialOffice.Recognised recognised, Device device) {
        int index() {
            return recognised.holder().index();
        }
    }

    /**
     * Checks a submission whose form was read and that is not recorded yet.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException with the code of the first check that fails
     */
    ValidatedPayment validate(
            SubmissionForm form, TrustedValidator validator, long now, StepTimer timer)
            throws ProtocolException {
        form.checkTerms(validator);
        timer.ended(ValidationStep.TERMS);
        Party payer = party(form, Role.ROLE_PAYER, validator, now);
        Party payee = party(form, Role.ROLE_PAYEE, validator, now);
        timer.ended(ValidationStep.CREDENTIALS);
        form.signedRequest().verify(payee.recognised().credential().verifier());
        form.authorization().checkSignature(payer.recognised().credential().verifier());
        timer.ended(ValidationStep.SIGNATURES);
        boolean byPayer = form.submission().getSubmitter() == Role.ROLE_PAYER;
        SubmitterContent submitter = authenticate(form, byPayer ? payer : payee);
        ClientClock.check(submitter.getSubmittedAt(), now, validator);
        form.authorization().checkSettleTimes(form.request(), now, validator);
        timer.ended(ValidationStep.SUBMITTER);
        boolean otpCorrect = checkOtp(form, payer);
        timer.ended(ValidationStep.BOX);
        return new ValidatedPayment(
                order(form, payer, payee, otpCorrect, validator, now),
                form.submission().getSubmitter());
    }

    private Party party(SubmissionForm form, Role role, TrustedValidator validator, long now)
            throws ProtocolException {
        boolean isPayer = role == Role.ROLE_PAYER;
        CredentialOffice.Recognised recognised = credentials.recognise(
                isPayer
                        ? form.submission().getPayerCredential()
                        : form.submission().getPayeeCredential(),
                isPayer ? form.payer() : form.payee(),
                validator,
                now);
        Device device = devices.device(recognised.holder().device())
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.CREDENTIAL_INVALID, "of no enrolled device"));
        if (device.status() == DeviceStatus.REVOKED) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_REVOKED, isPayer ? "the payer's" : "the payee's");
        }
        return new Party(recognised, device);
    }

    /** The submitter's box is sealed with a secret that only its device and the validator know. */
    private SubmitterContent authenticate(SubmissionForm form, Party submitter)
            throws ProtocolException {
        Bytes subject = Label.SUBMISSION.digest(bytes(form.authenticated().getSubmission()));
        DeviceSecrets.Pair pair = unwrap(submitter.device());
        try {
            return MessageType.SUBMITTER_CONTENT.decode(SealedBox.open(
                    pair.seal(),
                    Label.SUBMITTER_CONTENT,
                    subject,
                    bytes(form.authenticated().getSubmitterBox()),
                    crypto));
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ErrorCode.SUBMITTER_INVALID, "not submitted by the device it names", e);
        }
    }

    private boolean checkOtp(SubmissionForm form, Party payer) throws ProtocolException {
        DeviceSecrets.Pair pair = unwrap(payer.device());
        Bytes d = form.authorization().d();
        BoxContent content = MessageType.BOX_CONTENT.decode(SealedBox.open(
                pair.seal(), Label.BOX_CONTENT, d, form.authorization().box(), crypto));
        String expected = Ocra.forPayment(pair.otp(), payer.index(), d);
        return Ocra.matches(expected, content.getOtp());
    }

    private DeviceSecrets.Pair unwrap(Device device) throws ProtocolException {
        return secrets.unwrap(device.wrappedSecrets(), device.id());
    }

    private PaymentOrder order(
            SubmissionForm form,
            Party payer,
            Party payee,
            boolean otpCorrect,
            TrustedValidator validator,
            long now) {
        Terms terms = form.authorization().terms();
        Charge charge = new Charge(
                new Asset(terms.getAsset(), terms.getExponent()),
                terms.getAmount(),
                terms.getFee(),
                FeeBearer.ofCode(terms.getFeeBearer().getNumber()));
        return new PaymentOrder(
                form.identity(),
                new PaymentOrder.Payer(payer.device().id(), payer.index()),
                new PaymentOrder.Payee(
                        payee.device().account().name(),
                        payee.device().id(),
                        payee.recognised().credential().isAlias()
                                ? Integer.valueOf(payee.index())
                                : null),
                request(form.request(), bytes(terms.getRequestDigest())),
                charge,
                validator.perPaymentLimit(form.payer().getLimitClass(), terms.getAsset()),
                otpCorrect,
                waiting.of(charge, now),
                bytes(form.authenticated().getSubmission()),
                credentials.issuerKeyId(now),
                now);
    }

    /** What the ledger has to know of a request. */
    static PaymentOrder.Request request(PaymentRequest request, Bytes digest) {
        if (!VerifiedRequest.isShareable(request)) {
            return PaymentOrder.Request.plain(digest, request.getExpires(), request.getMemo());
        }
        return new PaymentOrder.Request(
                digest,
                request.getExpires(),
                request.hasTotal() ? request.getTotal() : null,
                request.hasMaxUses() ? request.getMaxUses() : null,
                VerifiedRequest.isOncePerPayer(request),
                request.getMemo());
    }
}
