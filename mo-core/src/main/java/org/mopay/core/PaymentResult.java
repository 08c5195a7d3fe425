package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.StoredOutcome;

import java.util.Optional;

/**
 * How a session ended.
 *
 * @param status what is known of the payment
 * @param code why not, if it was not settled
 * @param d the authorization, if there is one
 * @param outcome the validator's signed outcome with what it belongs to, if there is one
 */
public record PaymentResult(
        Status status,
        Optional<ErrorCode> code,
        Optional<Bytes> d,
        Optional<StoredOutcome> outcome) {

    /** What is known of the payment. */
    public enum Status {
        /** The validator has settled it: signed and final. */
        SETTLED,
        /** The validator has refused it: signed and final for this authorization. */
        REFUSED,
        /** The validator has reserved the funds and decides later. */
        PENDING,
        /** It was authorized and no outcome is known: it may have been paid. */
        UNRESOLVED,
        /** Nothing was authorized: nothing was paid. */
        NOT_AUTHORIZED
    }

    static PaymentResult notAuthorized(ErrorCode code) {
        return new PaymentResult(
                Status.NOT_AUTHORIZED, Optional.of(code), Optional.empty(), Optional.empty());
    }

    static PaymentResult unresolved(ErrorCode code, Bytes d) {
        return new PaymentResult(
                Status.UNRESOLVED, Optional.of(code), Optional.of(d), Optional.empty());
    }
}
