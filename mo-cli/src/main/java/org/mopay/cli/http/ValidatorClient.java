package org.mopay.cli.http;

import org.mopay.cli.output.Failure;
import org.mopay.core.Outgoing;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Wire;
import org.mopay.proto.v1.BalanceAnswer;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaymentStatusAnswer;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementAnswer;

import java.time.Duration;
import java.util.Optional;

/**
 * What a phone asks its validator (specification, chapter 7). Every method throws a {@link Failure}
 * with the validator's code, or VALIDATOR_UNREACHABLE, or TLS_PIN_MISMATCH. Thread-safe.
 */
public final class ValidatorClient {
    private final HttpApi api;

    /**
     * Nothing is sent yet.
     *
     * @param patience how long one call may take, its repetitions included
     */
    public ValidatorClient(ServerAddress server, Duration patience) {
        this.api = new HttpApi(server, patience, Optional.empty());
    }

    /** The validator's signed information, to be checked against its root key. */
    public Signed validator() throws Failure {
        return Answer.parse(Signed.parser(), api.get("/v1/validator"));
    }

    public SealedEnrolmentAnswer enrol(SealedEnrolment request) throws Failure {
        Bytes body = Wire.bytes(request.toByteString());
        return Answer.parse(SealedEnrolmentAnswer.parser(), api.post("/v1/enrolments", body));
    }

    public RefillAnswer refill(Signed request) throws Failure {
        return Answer.parse(RefillAnswer.parser(), post("/v1/refills", request));
    }

    /**
     * Sends what a phone wants decided.
     *
     * @return the signed outcome
     */
    public Outcome submit(Outgoing outgoing) throws Failure, ProtocolException {
        return MessageType.OUTCOME.decode(submitted(outgoing));
    }

    /** As {@link #submit}, with the outcome still encoded and unread. */
    public Bytes submitted(Outgoing outgoing) throws Failure {
        return api.post(outgoing.route().path(), outgoing.message());
    }

    /**
     * Sends a RequestCancellation.
     *
     * @return what has become of the request, signed
     */
    public Signed cancelRequest(Bytes cancellation) throws Failure {
        return Answer.parse(Signed.parser(), api.post("/v1/request-cancellations", cancellation));
    }

    public BalanceAnswer balance(Signed query) throws Failure {
        return Answer.parse(BalanceAnswer.parser(), post("/v1/balance", query));
    }

    public StatementAnswer statement(Signed query) throws Failure {
        return Answer.parse(StatementAnswer.parser(), post("/v1/statement", query));
    }

    public PaymentStatusAnswer paymentStatus(Signed query) throws Failure {
        return Answer.parse(PaymentStatusAnswer.parser(), post("/v1/payment-status", query));
    }

    private Bytes post(String path, Signed body) throws Failure {
        return api.post(path, Wire.bytes(body.toByteString()));
    }
}
