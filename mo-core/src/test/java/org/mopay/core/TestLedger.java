package org.mopay.core;

import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.core.payment.AwaitedDecision;
import org.mopay.core.payment.SealedBox;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.RefusalCategory;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.Submission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides submissions with every check of a validator but funds and limits: the same d always has
 * the same outcome, each alias and each request pays once.
 */
public final class TestLedger {
    private final TestValidator validator;
    private final Map<Bytes, Recorded> recorded = new LinkedHashMap<>();
    private final Set<Bytes> spent = new HashSet<>();
    private final Set<Bytes> paid = new HashSet<>();
    private final List<Bytes> settled = new ArrayList<>();
    private PaymentStatus verdict = PaymentStatus.PAYMENT_STATUS_SETTLED;

    private record Recorded(Bytes box, Outcome outcome) {}

    public TestLedger(TestValidator validator) {
        this.validator = validator;
    }

    /** From now on what could be settled is refused for want of funds, or pending. */
    public TestLedger decideAs(PaymentStatus status) {
        this.verdict = status;
        return this;
    }

    /** Every d that was ever decided. */
    public Collection<Bytes> decided() {
        return Collections.unmodifiableSet(recorded.keySet());
    }

    /** The d of every payment that was settled, as often as it was. */
    public List<Bytes> settled() {
        return Collections.unmodifiableList(settled);
    }

    /** Takes an encoded AuthenticatedSubmission. */
    public Outcome submit(Bytes encoded, long now) throws ProtocolException {
        AuthenticatedSubmission authenticated =
                MessageType.AUTHENTICATED_SUBMISSION.decode(encoded);
        Submission submission = MessageType.SUBMISSION.decode(authenticated.getSubmission());
        AuthorizationForm form = AuthorizationForm.decode(AuthorizedPayment.newBuilder()
                .setAuthorization(submission.getAuthorization())
                .setBox(submission.getBox())
                .build());
        Recorded earlier = recorded.get(form.d());
        if (earlier != null) {
            if (!earlier.box().equals(form.box())) {
                throw new ProtocolException(ErrorCode.BOX_CHANGED, "decided with another box");
            }
            return earlier.outcome();
        }
        VerifiedCredential payer = VerifiedCredential.verify(
                submission.getPayerCredential(), validator.trusted(), now, CRYPTO);
        VerifiedRequest request = verify(submission, form, payer, now);
        checkSubmitter(authenticated, submission, payer, request);
        form.checkSettleTimes(request.message(), now, validator.trusted());
        Outcome outcome = decide(form, payer, request, now);
        recorded.put(form.d(), new Recorded(form.box(), outcome));
        return outcome;
    }

    private VerifiedRequest verify(
            Submission submission, AuthorizationForm form, VerifiedCredential payer, long now)
            throws ProtocolException {
        VerifiedCredential payee = VerifiedCredential.verify(
                submission.getPayeeCredential(), validator.trusted(), now, CRYPTO);
        VerifiedRequest request =
                VerifiedRequest.verify(submission.getRequest(), payee, validator.trusted());
        form.checkAnswers(request.message(), request.digest(), payer.id(), validator.trusted());
        MessageType.PAYMENT_AUTHORIZATION.verify(form.signed(), payer.verifier());
        return request;
    }

    private void checkSubmitter(
            AuthenticatedSubmission authenticated,
            Submission submission,
            VerifiedCredential payer,
            VerifiedRequest request)
            throws ProtocolException {
        Bytes submitter = submission.getSubmitter() == Role.ROLE_PAYER
                ? payer.id()
                : request.payee().id();
        SealedBox.open(
                validator.holder(submitter).device().seal(),
                Label.SUBMITTER_CONTENT,
                Label.SUBMISSION.digest(bytes(authenticated.getSubmission())),
                bytes(authenticated.getSubmitterBox()),
                CRYPTO);
    }

    private Outcome decide(
            AuthorizationForm form, VerifiedCredential payer, VerifiedRequest request, long now)
            throws ProtocolException {
        TestValidator.Holder holder = validator.holder(payer.id());
        Bytes opened = SealedBox.open(
                holder.device().seal(), Label.BOX_CONTENT, form.d(), form.box(), CRYPTO);
        BoxContent content = MessageType.BOX_CONTENT.decode(opened);
        String otp = Ocra.forPayment(holder.device().otp(), holder.index(), form.d());
        if (!Ocra.matches(otp, content.getOtp())) {
            return refused(form, request, holder, ErrorCode.OTP_WRONG, now);
        }
        if (spent.contains(payer.id())) {
            return refused(form, request, holder, ErrorCode.ALIAS_SPENT, now);
        }
        if (paid.contains(request.digest())) {
            return refused(form, request, holder, ErrorCode.REQUEST_ALREADY_PAID, now);
        }
        switch (verdict) {
            case PAYMENT_STATUS_SETTLED:
                spent.add(payer.id());
                paid.add(request.digest());
                settled.add(form.d());
                return outcome(decision(form, request, now), holder, form.d(), 0);
            case PAYMENT_STATUS_REFUSED:
                return refused(form, request, holder, ErrorCode.INSUFFICIENT_FUNDS, now);
            default:
                return outcome(decision(form, request, now), holder, form.d(), 0);
        }
    }

    private Outcome refused(
            AuthorizationForm form,
            VerifiedRequest request,
            TestValidator.Holder holder,
            ErrorCode why,
            long now)
            throws ProtocolException {
        Decision.Builder decision = decision(form, request, now)
                .setStatus(PaymentStatus.PAYMENT_STATUS_REFUSED)
                .setCategory(RefusalCategory.REFUSAL_CATEGORY_PAYER);
        if (why.exactForPayee()) {
            decision.setCode(why.number());
        }
        return outcome(decision, holder, form.d(), why.number());
    }

    private Decision.Builder decision(AuthorizationForm form, VerifiedRequest request, long now)
            throws ProtocolException {
        AwaitedDecision awaited = AwaitedDecision.of(form.payment(), request.message());
        return validator.decision(awaited).setStatus(verdict).setDecidedAt(now);
    }

    private Outcome outcome(
            Decision.Builder decision, TestValidator.Holder holder, Bytes d, int exactCode) {
        PayerNotice notice =
                PayerNotice.newBuilder().setCode(exactCode).setBalance(4200).build();
        Bytes box = SealedBox.seal(
                holder.device().seal(),
                Label.PAYER_NOTICE,
                d,
                MessageType.PAYER_NOTICE.encode(notice),
                CRYPTO);
        return Outcome.newBuilder()
                .setDecision(validator.sign(decision.build()))
                .setPayerBox(byteString(box))
                .build();
    }
}
