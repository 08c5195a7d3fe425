package org.mopay.benchmarks.load;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.Problem;

import java.util.Optional;

/** Judges answers: every one for what it says, a sample for its signature. */
public final class AnswerCheck implements Judge {
    private static final int OK = 200;

    /** One of so many answers has its signature verified. */
    private static final int SAMPLE = 64;

    private final TrustedValidator validator;
    private int seen;

    public AnswerCheck(TrustedValidator validator) {
        this.validator = validator;
    }

    @Override
    public Optional<String> fault(SignedPayment payment, int status, byte[] body) {
        try {
            if (status != OK) {
                Problem problem = Problem.parseFrom(body);
                return Optional.of(status + " " + problem.getCode() + " " + problem.getDetail());
            }
            Outcome outcome = Outcome.parseFrom(body);
            Decision decision = Decision.parseFrom(outcome.getDecision().getBody());
            if (decision.getStatus() != PaymentStatus.PAYMENT_STATUS_SETTLED) {
                return Optional.of("not settled: " + decision.getStatus() + " for code "
                        + decision.getCode() + ", category " + decision.getCategory());
            }
            if (!decision.getPaymentId().equals(payment.paymentId())) {
                return Optional.of("a decision about another payment");
            }
            if (seen++ % SAMPLE == 0) {
                MessageType.DECISION.verify(
                        outcome.getDecision(),
                        validator.requireIssuer(
                                decision.getIssuerKeyId(), decision.getDecidedAt()));
            }
            return Optional.empty();
        } catch (InvalidProtocolBufferException | ProtocolException e) {
            return Optional.of("not an outcome: " + e.getMessage());
        }
    }
}
