package org.mopay.server.validation;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.PaymentRecord;

import java.util.Optional;

/**
 * Takes a submission in: reads its form, answers it if it is recorded already, and has it validated
 * if not. Thread-safe.
 *
 * <p>Nearly every payment is a new one, and to look for it costs a round trip where the ledger is on
 * another machine. A payment that is found good goes to the ledger, which answers what it has
 * recorded itself; so only one that would be refused is looked for here.
 */
public final class Intake {
    private final PaymentValidator validator;
    private final RecordedPayments recorded;
    private final ValidationStep.Observer observer;

    /**
     * An intake.
     *
     * @param observer told of every step that is passed
     */
    public Intake(
            PaymentValidator validator,
            RecordedPayments recorded,
            ValidationStep.Observer observer) {
        this.validator = validator;
        this.recorded = recorded;
        this.observer = observer;
    }

    /** Finds decided payments by payment id. */
    @FunctionalInterface
    public interface RecordedPayments {
        Optional<PaymentRecord> payment(Bytes paymentId);
    }

    /**
     * Reads and checks an encoded AuthenticatedSubmission.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException with the code of the first check that fails; nothing was recorded
     */
    public Taken<ValidatedPayment, PaymentRecord> take(
            Bytes submission, TrustedValidator trusted, long now) throws ProtocolException {
        StepTimer timer = new StepTimer(observer);
        return judge(read(submission, trusted, timer), trusted, now, timer);
    }

    /**
     * As {@link #take}, for what is more than a submission: a recorded payment is found before
     * anything of it is checked.
     */
    Taken<ValidatedPayment, PaymentRecord> takeUnlessRecorded(
            Bytes submission, TrustedValidator trusted, long now) throws ProtocolException {
        StepTimer timer = new StepTimer(observer);
        SubmissionForm form = read(submission, trusted, timer);
        Optional<PaymentRecord> earlier = earlier(form.identity());
        timer.ended(ValidationStep.RECORD);
        return earlier.isPresent()
                ? Taken.decided(earlier.get())
                : judge(form, trusted, now, timer);
    }

    private static SubmissionForm read(Bytes submission, TrustedValidator trusted, StepTimer timer)
            throws ProtocolException {
        SubmissionForm form = SubmissionForm.read(submission, trusted);
        timer.ended(ValidationStep.FORM);
        return form;
    }

    private Taken<ValidatedPayment, PaymentRecord> judge(
            SubmissionForm form, TrustedValidator trusted, long now, StepTimer timer)
            throws ProtocolException {
        try {
            return Taken.toDecide(validator.validate(form, trusted, now, timer));
        } catch (ProtocolException refusal) {
            Optional<PaymentRecord> earlier = earlier(form.identity());
            timer.ended(ValidationStep.RECORD);
            return Taken.decided(earlier.orElseThrow(() -> refusal));
        }
    }

    /** The byte-identical authorization has its recorded answer, and no later check applies. */
    private Optional<PaymentRecord> earlier(PaymentIdentity identity) throws ProtocolException {
        Optional<PaymentRecord> record = recorded.payment(identity.paymentId());
        if (record.isPresent() && !record.get().identity().equals(identity)) {
            throw new ProtocolException(ErrorCode.BOX_CHANGED, "recorded with another sealed part");
        }
        return record;
    }
}
