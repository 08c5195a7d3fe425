package org.mopay.core.payment;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Unverified;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.RequestState;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.Signed;

/** Reads what the validator has decided. */
public final class Outcomes {
    private Outcomes() {}

    /**
     * Checks that the validator has signed this decision, and about exactly what is awaited.
     *
     * @throws ProtocolException OUTCOME_INVALID: nothing is decided by it
     */
    public static Decision verify(
            Outcome outcome, AwaitedDecision awaited, TrustedValidator validator)
            throws ProtocolException {
        Decision decision = signedDecision(outcome, validator);
        if (!awaited.isDecidedBy(decision, validator.limits().getClockTolerance())) {
            throw new ProtocolException(ErrorCode.OUTCOME_INVALID, "about another payment");
        }
        return decision;
    }

    /**
     * What the validator has signed, whatever it is about.
     *
     * @throws ProtocolException OUTCOME_INVALID
     */
    public static Decision signedDecision(Outcome outcome, TrustedValidator validator)
            throws ProtocolException {
        Decision decision;
        try {
            Unverified<Decision> read = MessageType.DECISION.read(outcome.getDecision());
            decision = read.message();
            read.verify(
                    validator.requireIssuer(decision.getIssuerKeyId(), decision.getDecidedAt()));
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ErrorCode.OUTCOME_INVALID, "not signed by the validator", e);
        }
        boolean decides = decision.getValidatorId().equals(validator.id())
                && decision.getStatus() != PaymentStatus.PAYMENT_STATUS_UNSPECIFIED;
        if (!decides) {
            throw new ProtocolException(
                    ErrorCode.OUTCOME_INVALID, "of another validator, or without a status");
        }
        return decision;
    }

    /**
     * What the validator says of a request.
     *
     * @throws ProtocolException OUTCOME_INVALID
     */
    public static RequestStatus signedStatus(Signed signed, TrustedValidator validator)
            throws ProtocolException {
        RequestStatus status;
        try {
            Unverified<RequestStatus> read = MessageType.REQUEST_STATUS.read(signed);
            status = read.message();
            read.verify(validator.requireIssuer(status.getIssuerKeyId(), status.getDecidedAt()));
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ErrorCode.OUTCOME_INVALID, "not signed by the validator", e);
        }
        if (!status.getValidatorId().equals(validator.id())
                || status.getState() == RequestState.REQUEST_STATE_UNSPECIFIED) {
            throw new ProtocolException(
                    ErrorCode.OUTCOME_INVALID, "of another validator, or without a state");
        }
        return status;
    }

    /**
     * Opens what only the payer may know.
     *
     * @throws ProtocolException BOX_UNREADABLE or a code of malformed bytes
     */
    public static PayerNotice openNotice(
            Outcome outcome, Bytes d, SecretBytes sealSecret, CryptoProvider crypto)
            throws ProtocolException {
        Bytes content = SealedBox.open(
                sealSecret, Label.PAYER_NOTICE, d, bytes(outcome.getPayerBox()), crypto);
        return MessageType.PAYER_NOTICE.decode(content);
    }
}
