package org.mopay.server.scenario;

import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.Outcomes;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentStatus;

import java.util.Optional;

/** A recorded decision, verified: what everybody sees of it, and what the payer alone sees. */
record Verdict(Decision decision, PayerNotice notice) {
    static Verdict of(Answer answer, TestPhone payer) throws ProtocolException {
        Decision decision =
                Outcomes.signedDecision(answer.outcome(), payer.phone().validator());
        return new Verdict(
                decision,
                Outcomes.openNotice(
                        answer.outcome(),
                        bytes(decision.getD()),
                        secret(payer.stored().getSealSecret()),
                        TestPhone.CRYPTO));
    }

    boolean settled() {
        return decision.getStatus() == PaymentStatus.PAYMENT_STATUS_SETTLED;
    }

    /** What the payer's phone shows. */
    Optional<ErrorCode> codeForPayer() {
        return ErrorCode.ofNumber(notice.getCode());
    }

    /** What the payee's phone shows, if it may know. */
    Optional<ErrorCode> codeForPayee() {
        return ErrorCode.ofNumber(decision.getCode());
    }

    Bytes paymentId() {
        return bytes(decision.getPaymentId());
    }
}
