package org.mopay.core.payment;

import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.recorded;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Terms;

/**
 * What a phone waits to have decided. A decision about anything else, an altered amount among it, is
 * none of its own.
 *
 * @param d names what was authorized
 * @param paymentId its place in the validator's ledger
 * @param created when it was asked for, seconds since the Unix epoch: nothing is decided before
 */
public record AwaitedDecision(
        Bytes d,
        Bytes paymentId,
        long created,
        long amount,
        String asset,
        int exponent,
        long fee,
        FeeBearer feeBearer) {

    /** The decision about an authorization that was checked before. */
    public static AwaitedDecision of(AuthorizedPayment payment, PaymentRequest request)
            throws ProtocolException {
        ByteString encodedTerms = recorded(
                        PaymentAuthorization.parser(),
                        payment.getAuthorization().getBody())
                .getTerms();
        Terms terms = recorded(Terms.parser(), encodedTerms);
        Bytes d = PaymentIds.d(bytes(encodedTerms));
        return new AwaitedDecision(
                d,
                PaymentIds.paymentId(request.getCreated(), d),
                request.getCreated(),
                terms.getAmount(),
                terms.getAsset(),
                terms.getExponent(),
                terms.getFee(),
                terms.getFeeBearer());
    }

    /** Whether a decision is about this and nothing else. */
    boolean isDecidedBy(Decision decision, long clockTolerance) {
        return bytes(decision.getD()).equals(d)
                && bytes(decision.getPaymentId()).equals(paymentId)
                && decision.getAmount() == amount
                && decision.getAsset().equals(asset)
                && decision.getExponent() == exponent
                && decision.getFee() == fee
                && decision.getFeeBearer() == feeBearer
                && decision.getDecidedAt() >= created - clockTolerance;
    }
}
