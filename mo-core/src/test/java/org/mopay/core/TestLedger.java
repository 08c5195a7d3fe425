package org.mopay.core;

import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.core.payment.AwaitedDecision;
import org.mopay.core.payment.RefundForm;
import org.mopay.core.payment.SealedBox;
import org.mopay.core.payment.StepUps;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.CancelAuthorization;
import org.mopay.proto.v1.CancelRequest;
import org.mopay.proto.v1.Cancellation;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.PendingReason;
import org.mopay.proto.v1.RefusalCategory;
import org.mopay.proto.v1.RequestCancellation;
import org.mopay.proto.v1.RequestState;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StepUpChallenge;
import org.mopay.proto.v1.StepUpContent;
import org.mopay.proto.v1.StepUpMethod;
import org.mopay.proto.v1.StepUpResponse;
import org.mopay.proto.v1.Submission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what phones send with every check of a validator but funds and limits: the same d always
 * has the same outcome, each alias and each request pays once, a pending payment moves once.
 */
public final class TestLedger {
    /** Codes that a payer may try before a pending payment is refused. */
    static final int ATTEMPTS = 2;

    private final TestValidator validator;
    private final TestIntake intake;
    private final RandomSource random = new SeededRandom(99);
    private final Map<Bytes, Recorded> recorded = new LinkedHashMap<>();
    private final Set<Bytes> spent = new HashSet<>();
    private final Map<Bytes, Use> uses = new HashMap<>();
    private final Set<Bytes> cancelled = new HashSet<>();
    private final List<Bytes> settled = new ArrayList<>();
    private PaymentStatus verdict = PaymentStatus.PAYMENT_STATUS_SETTLED;
    private @Nullable String stepUpCode;

    /** A decided payment, and the challenge it waits with. */
    private static final class Recorded {
        private final Bytes box;
        private final AwaitedDecision awaited;
        private final TestValidator.Holder payer;
        private Outcome outcome;
        private @Nullable StepUpChallenge challenge;
        private long refunded;

        Recorded(Bytes box, AwaitedDecision awaited, TestValidator.Holder payer, Outcome outcome) {
            this.box = box;
            this.awaited = awaited;
            this.payer = payer;
            this.outcome = outcome;
        }
    }

    /** What was paid under a request, and by whom. */
    private static final class Use {
        private final Set<String> payers = new HashSet<>();
        private int payments;
        private long sum;
    }

    public TestLedger(TestValidator validator) {
        this.validator = validator;
        this.intake = new TestIntake(validator);
    }

    /** From now on what could be settled is refused for want of funds, or pending. */
    public TestLedger decideAs(PaymentStatus status) {
        this.verdict = status;
        return this;
    }

    /** From now on what could be settled waits for this code. */
    public TestLedger waitForCode(String code) {
        this.stepUpCode = code;
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

    /** Takes whatever a phone sends. */
    public Outcome send(Outgoing outgoing, long now) throws ProtocolException {
        return switch (outgoing.route()) {
            case PAYMENT -> submit(outgoing.message(), now);
            case CANCELLATION -> cancel(outgoing.message(), now);
            case STEP_UP -> stepUp(outgoing.message(), now);
            case REFUND -> refund(outgoing.message(), now);
        };
    }

    /** Takes an encoded AuthenticatedSubmission. */
    public Outcome submit(Bytes encoded, long now) throws ProtocolException {
        return record(encoded, now, ErrorCode.REQUEST_ALREADY_PAID);
    }

    private Outcome cancel(Bytes encoded, long now) throws ProtocolException {
        Cancellation cancellation = MessageType.CANCELLATION.decode(encoded);
        Bytes submission = bytes(cancellation.getSubmission());
        CancelAuthorization wish = MessageType.CANCEL_AUTHORIZATION.decode(
                cancellation.getCancelAuthorization().getBody());
        MessageType.CANCEL_AUTHORIZATION.verify(
                cancellation.getCancelAuthorization(), identity(bytes(wish.getDeviceId())));
        Submission inner = MessageType.SUBMISSION.decode(
                MessageType.AUTHENTICATED_SUBMISSION.decode(submission).getSubmission());
        if (!bytes(wish.getD()).equals(TestIntake.form(inner).d())) {
            throw new ProtocolException(ErrorCode.TERMS_MISMATCH, "the wish is about another d");
        }
        return record(submission, now, ErrorCode.AUTHORIZATION_CANCELLED);
    }

    private Verifier identity(Bytes deviceId) throws ProtocolException {
        return CRYPTO.p256Verifier(validator.device(deviceId).identityKey());
    }

    private Outcome record(Bytes encoded, long now, ErrorCode wish) throws ProtocolException {
        AuthenticatedSubmission authenticated =
                MessageType.AUTHENTICATED_SUBMISSION.decode(encoded);
        Submission submission = MessageType.SUBMISSION.decode(authenticated.getSubmission());
        AuthorizationForm form = TestIntake.form(submission);
        Recorded earlier = recorded.get(form.d());
        if (earlier != null) {
            if (!earlier.box.equals(form.box())) {
                throw new ProtocolException(ErrorCode.BOX_CHANGED, "decided with another box");
            }
            return earlier.outcome;
        }
        TestIntake.Checked checked = intake.check(authenticated, submission, form, now);
        Recorded decided = decide(checked, now, wish);
        recorded.put(form.d(), decided);
        return decided.outcome;
    }

    private Recorded decide(TestIntake.Checked checked, long now, ErrorCode wish)
            throws ProtocolException {
        AuthorizationForm form = checked.form();
        TestValidator.Holder holder = validator.holder(checked.payer().id());
        Recorded fresh = new Recorded(
                form.box(),
                AwaitedDecision.of(form.payment(), checked.request().message()),
                holder,
                Outcome.getDefaultInstance());
        Bytes opened = SealedBox.open(
                holder.device().seal(), Label.BOX_CONTENT, form.d(), form.box(), CRYPTO);
        BoxContent content = MessageType.BOX_CONTENT.decode(opened);
        String otp = Ocra.forPayment(holder.device().otp(), holder.index(), form.d());
        if (!Ocra.matches(otp, content.getOtp())) {
            return refused(fresh, ErrorCode.OTP_WRONG, now);
        }
        if (!spent.add(checked.payer().id())) {
            return refused(fresh, ErrorCode.ALIAS_SPENT, now);
        }
        if (wish == ErrorCode.AUTHORIZATION_CANCELLED) {
            return refused(fresh, wish, now);
        }
        if (cancelled.contains(checked.request().digest())) {
            return refused(fresh, ErrorCode.REQUEST_CANCELLED, now);
        }
        if (verdict == PaymentStatus.PAYMENT_STATUS_REFUSED) {
            return refused(fresh, ErrorCode.INSUFFICIENT_FUNDS, now);
        }
        if (!use(checked, holder.device().account())) {
            return refused(fresh, ErrorCode.REQUEST_ALREADY_PAID, now);
        }
        if (stepUpCode != null) {
            return challenged(fresh, ATTEMPTS, now);
        }
        if (verdict == PaymentStatus.PAYMENT_STATUS_SETTLED) {
            settled.add(form.d());
        }
        fresh.outcome = outcome(fresh, decision(fresh, verdict, now), PayerNotice.newBuilder());
        return fresh;
    }

    /** Reserves the request's use, if it has one left for this payer. */
    private boolean use(TestIntake.Checked checked, String account) {
        PaymentRequest request = checked.request().message();
        Use use = uses.computeIfAbsent(checked.request().digest(), ignored -> new Use());
        long amount = checked.form().terms().getAmount();
        boolean shareable = VerifiedRequest.isShareable(request);
        boolean left = shareable
                ? (!request.hasMaxUses() || use.payments < request.getMaxUses())
                        && (!request.hasTotal() || use.sum + amount <= request.getTotal())
                : use.payments == 0;
        boolean again = VerifiedRequest.isOncePerPayer(request) && use.payers.contains(account);
        if (!left || again) {
            return false;
        }
        use.payers.add(account);
        use.payments++;
        use.sum += amount;
        return true;
    }

    private Recorded refused(Recorded fresh, ErrorCode why, long now) {
        Decision.Builder decision = decision(fresh, PaymentStatus.PAYMENT_STATUS_REFUSED, now)
                .setCategory(RefusalCategory.REFUSAL_CATEGORY_PAYER);
        if (why.exactForPayee()) {
            decision.setCode(why.number());
        }
        fresh.challenge = null;
        fresh.outcome = outcome(fresh, decision, PayerNotice.newBuilder().setCode(why.number()));
        return fresh;
    }

    private Recorded challenged(Recorded fresh, int attempts, long now) {
        fresh.challenge = StepUpChallenge.newBuilder()
                .setD(byteString(fresh.awaited.d()))
                .setMethod(StepUpMethod.STEP_UP_METHOD_TOTP)
                .setNonce(ByteString.copyFrom(random.next(16)))
                .setAttemptsLeft(attempts)
                .setDeadline(now + 300)
                .build();
        Decision.Builder decision = decision(fresh, PaymentStatus.PAYMENT_STATUS_PENDING, now)
                .setPendingReason(PendingReason.PENDING_REASON_STEP_UP)
                .setPendingDeadline(now + 300);
        fresh.outcome =
                outcome(fresh, decision, PayerNotice.newBuilder().setStepUp(fresh.challenge));
        return fresh;
    }

    private Outcome stepUp(Bytes encoded, long now) throws ProtocolException {
        StepUpResponse response = MessageType.STEP_UP_RESPONSE.decode(encoded);
        Recorded waiting = recorded.get(bytes(response.getD()));
        if (waiting == null) {
            throw new ProtocolException(ErrorCode.PAYMENT_UNKNOWN, "nothing waits for a code");
        }
        StepUpContent content = StepUps.open(response, waiting.payer.device().seal(), CRYPTO);
        StepUpChallenge challenge = waiting.challenge;
        if (challenge == null || !content.getNonce().equals(challenge.getNonce())) {
            return waiting.outcome;
        }
        if (content.getCode().equals(stepUpCode)) {
            waiting.challenge = null;
            settled.add(waiting.awaited.d());
            waiting.outcome = outcome(
                    waiting,
                    decision(waiting, PaymentStatus.PAYMENT_STATUS_SETTLED, now),
                    PayerNotice.newBuilder());
            return waiting.outcome;
        }
        int left = challenge.getAttemptsLeft() - 1;
        return (left == 0
                        ? refused(waiting, ErrorCode.OTP_WRONG, now)
                        : challenged(waiting, left, now))
                .outcome;
    }

    private Outcome refund(Bytes encoded, long now) throws ProtocolException {
        RefundForm form = RefundForm.decode(MessageType.REFUND_SUBMISSION.decode(encoded));
        Recorded earlier = recorded.get(form.r());
        if (earlier != null) {
            return earlier.outcome;
        }
        TestValidator.Device device = validator.device(bytes(form.terms().getDeviceId()));
        MessageType.REFUND.verify(form.submission().getRefund(), identity(device.id()));
        Recorded fresh = new Recorded(
                bytes(form.submission().getBox()),
                form.awaited(),
                new TestValidator.Holder(device, 0),
                Outcome.getDefaultInstance());
        Recorded payment = recorded.get(bytes(form.terms().getD()));
        BoxContent content = MessageType.BOX_CONTENT.decode(
                SealedBox.open(device.seal(), Label.BOX_CONTENT, form.r(), fresh.box, CRYPTO));
        recorded.put(form.r(), fresh);
        if (!form.hasPassword(content, device.otp())) {
            return refused(fresh, ErrorCode.OTP_WRONG, now).outcome;
        }
        if (payment == null || !settled.contains(payment.awaited.d())) {
            return refused(fresh, ErrorCode.NOT_REFUNDABLE, now).outcome;
        }
        if (payment.refunded + form.terms().getAmount() > payment.awaited.amount()) {
            return refused(fresh, ErrorCode.REFUND_EXCEEDS_PAYMENT, now).outcome;
        }
        payment.refunded += form.terms().getAmount();
        fresh.outcome = outcome(
                fresh,
                decision(fresh, PaymentStatus.PAYMENT_STATUS_SETTLED, now),
                PayerNotice.newBuilder());
        return fresh.outcome;
    }

    /** What was given back of a payment, in minor units. */
    public long refunded(Bytes d) {
        Recorded payment = recorded.get(d);
        return payment == null ? 0 : payment.refunded;
    }

    /** Takes an encoded RequestCancellation. */
    public Signed cancelRequest(Bytes encoded, long now) throws ProtocolException {
        RequestCancellation cancellation = MessageType.REQUEST_CANCELLATION.decode(encoded);
        VerifiedCredential payee = VerifiedCredential.verify(
                cancellation.getPayeeCredential(), validator.trusted(), now, CRYPTO);
        VerifiedRequest request =
                VerifiedRequest.verify(cancellation.getRequest(), payee, validator.trusted());
        CancelRequest wish = MessageType.CANCEL_REQUEST
                .verify(cancellation.getCancelRequest(), payee.verifier())
                .message();
        if (!bytes(wish.getRequestDigest()).equals(request.digest())) {
            throw new ProtocolException(ErrorCode.TERMS_MISMATCH, "about another request");
        }
        boolean paid = !VerifiedRequest.isShareable(request.message())
                && uses.containsKey(request.digest());
        if (!paid) {
            cancelled.add(request.digest());
        }
        return validator.sign(RequestStatus.newBuilder()
                .setValidatorId(validator.id())
                .setRequestDigest(byteString(request.digest()))
                .setState(
                        paid
                                ? RequestState.REQUEST_STATE_PAID
                                : RequestState.REQUEST_STATE_CANCELLED)
                .setDecidedAt(now)
                .setIssuerKeyId(TestValidator.ISSUER_KEY)
                .build());
    }

    private Decision.Builder decision(Recorded payment, PaymentStatus status, long now) {
        return validator.decision(payment.awaited).setStatus(status).setDecidedAt(now);
    }

    private Outcome outcome(
            Recorded payment, Decision.Builder decision, PayerNotice.Builder notice) {
        Bytes box = SealedBox.seal(
                payment.payer.device().seal(),
                Label.PAYER_NOTICE,
                payment.awaited.d(),
                MessageType.PAYER_NOTICE.encode(notice.setBalance(4200).build()),
                CRYPTO);
        return Outcome.newBuilder()
                .setDecision(validator.sign(decision.build()))
                .setPayerBox(byteString(box))
                .build();
    }
}
