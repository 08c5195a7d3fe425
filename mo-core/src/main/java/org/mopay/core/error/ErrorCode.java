package org.mopay.core.error;

import static org.mopay.core.error.ErrorKind.FINAL;
import static org.mopay.core.error.ErrorKind.TEMPORARY;
import static org.mopay.core.error.ErrorKind.USER_ACTION;

import java.util.Optional;

/**
 * The codes of {@code protocol-spec/registries/errors.csv}, one constant a row. The registry holds
 * the sentence for a person and the fix; see {@link ErrorText}.
 */
public enum ErrorCode {
    MALFORMED_MESSAGE(1001, FINAL, true, 400),
    MESSAGE_TOO_LARGE(1002, FINAL, true, 413),
    UNKNOWN_SUITE(1003, FINAL, true, 400),
    WRONG_VALIDATOR(1004, FINAL, true, 422),
    UNKNOWN_EXTENSION(1005, FINAL, true, 422),
    UNKNOWN_MESSAGE_TYPE(1006, FINAL, true, 400),
    NOT_SUPPORTED(1007, FINAL, true, 422),
    NOT_FOUND(1101, FINAL, true, 404),
    METHOD_NOT_ALLOWED(1102, FINAL, true, 405),
    UNSUPPORTED_MEDIA_TYPE(1103, FINAL, true, 415),
    NOT_ACCEPTABLE(1104, FINAL, true, 406),
    CREDENTIAL_INVALID(2001, FINAL, true, 422),
    CREDENTIAL_EXPIRED(2002, FINAL, true, 422),
    CREDENTIAL_REVOKED(2003, FINAL, true, 422),
    CREDENTIAL_MISMATCH(2004, FINAL, true, 422),
    SIGNATURE_INVALID(2005, FINAL, true, 422),
    SUBMITTER_INVALID(2006, FINAL, true, 422),
    KEY_INVALID(2007, FINAL, true, 422),
    CREDENTIAL_EPOCH_ENDED(2008, FINAL, true, 422),
    ISSUER_UNKNOWN(2009, TEMPORARY, true, 422),
    TERMS_MISMATCH(3001, FINAL, true, 422),
    FEE_MISMATCH(3002, FINAL, true, 422),
    REQUEST_EXPIRED(3003, FINAL, true, 422),
    AUTHORIZATION_EXPIRED(3004, FINAL, true, 422),
    CLOCK_AHEAD(3005, TEMPORARY, true, 422),
    REQUEST_ALREADY_PAID(3006, FINAL, true, 409),
    REQUEST_CANCELLED(3007, FINAL, true, 409),
    AMOUNT_INVALID(3008, FINAL, true, 422),
    ASSET_UNKNOWN(3009, FINAL, true, 422),
    ALIAS_SPENT(3010, FINAL, false, 409),
    CLOCK_OFF(3011, TEMPORARY, true, 422),
    AUTHORIZATION_CANCELLED(3012, FINAL, true, 409),
    REFUND_EXCEEDS_PAYMENT(3013, FINAL, true, 422),
    NOT_REFUNDABLE(3014, FINAL, true, 422),
    HANDSHAKE_FAILED(4001, FINAL, true, 400),
    ENGAGEMENT_UNKNOWN(4002, FINAL, true, 400),
    COMMITMENT_MISMATCH(4003, FINAL, true, 400),
    LOW_ORDER_POINT(4005, FINAL, true, 400),
    UNEXPECTED_MESSAGE(4006, FINAL, true, 400),
    CHANNEL_KEY_MISMATCH(4007, FINAL, true, 400),
    PEER_GONE(4008, TEMPORARY, true, 400),
    NONCE_EXHAUSTED(4009, FINAL, true, 400),
    DECLINED(4010, USER_ACTION, true, 400),
    OUTCOME_INVALID(4011, TEMPORARY, true, 400),
    SESSION_BUSY(4012, TEMPORARY, true, 400),
    DEADLINE_PASSED(4013, TEMPORARY, true, 400),
    OTP_WRONG(5001, USER_ACTION, false, 422),
    OTP_LOCKED(5002, TEMPORARY, false, 429),
    BOX_UNREADABLE(5003, FINAL, true, 422),
    BOX_CHANGED(5004, FINAL, true, 409),
    ACTIVATION_CODE_INVALID(5005, USER_ACTION, true, 403),
    INSUFFICIENT_FUNDS(6001, USER_ACTION, false, 422),
    LIMIT_EXCEEDED(6002, USER_ACTION, false, 422),
    AMOUNT_OVERFLOW(6003, FINAL, true, 422),
    SAME_ACCOUNT(6004, FINAL, false, 422),
    PAYER_UNAVAILABLE(6005, TEMPORARY, true, 409),
    REVIEW_REFUSED(6006, FINAL, false, 422),
    TRY_LATER(7001, TEMPORARY, true, 503),
    RATE_LIMITED(7002, TEMPORARY, true, 429),
    DEADLINE_EXCEEDED(7003, TEMPORARY, true, 504),
    INTERNAL_ERROR(7004, TEMPORARY, true, 500),
    SHUTTING_DOWN(7005, TEMPORARY, true, 503),
    STORE_UNAVAILABLE(7006, TEMPORARY, true, 503),
    DEVICE_UNKNOWN(8001, FINAL, true, 403),
    DEVICE_REVOKED(8002, FINAL, true, 403),
    DEVICE_FROZEN(8003, FINAL, false, 403),
    ACCOUNT_UNKNOWN(8004, FINAL, true, 404),
    PAYMENT_UNKNOWN(8005, TEMPORARY, true, 404),
    OPERATOR_UNAUTHORIZED(8006, FINAL, true, 401),
    REFILL_OUT_OF_ORDER(8007, FINAL, true, 409),
    POOL_EMPTY(8008, USER_ACTION, true, 409),
    KEY_REUSED(8009, FINAL, true, 409),
    ALREADY_ENROLLED(8010, FINAL, true, 409),
    IDEMPOTENCY_CONFLICT(8011, FINAL, true, 409),
    REFILL_LIMIT(8012, USER_ACTION, true, 409),
    NOT_A_MERCHANT(8013, FINAL, true, 403),
    TRANSFER_UNKNOWN(8014, FINAL, true, 404),
    TRANSFER_ENDED(8015, FINAL, true, 409),
    TRANSFER_EXCEEDED(8016, FINAL, true, 422),
    USAGE(9001, FINAL, true, 400),
    NOT_ENROLLED(9002, USER_ACTION, true, 400),
    VALIDATOR_UNREACHABLE(9003, TEMPORARY, true, 503),
    TLS_PIN_MISMATCH(9004, FINAL, true, 502),
    PAYEE_UNREACHABLE(9005, TEMPORARY, true, 503),
    PHONE_STATE_CORRUPT(9006, FINAL, true, 500),
    ADDRESS_IN_USE(9007, USER_ACTION, true, 409),
    CONFIG_INVALID(9008, USER_ACTION, true, 400),
    DATA_DIRECTORY_LOCKED(9009, USER_ACTION, true, 409),
    PAYMENT_UNRESOLVED(9010, TEMPORARY, true, 503),
    LEDGER_CORRUPT(9011, FINAL, true, 500),
    VALIDATOR_INFO_INVALID(9012, FINAL, true, 502),
    FILE_UNREADABLE(9013, USER_ACTION, true, 400),
    COMMAND_FAILED(9014, FINAL, true, 500),
    VECTOR_FILE_INVALID(9015, USER_ACTION, true, 400),
    VECTORS_FAILED(9016, FINAL, true, 500),
    VALIDATOR_INFO_EXPIRED(9017, USER_ACTION, true, 400),
    KEYS_MISSING(9018, USER_ACTION, true, 500),
    PHONE_STATE_UNWRITTEN(9019, TEMPORARY, true, 500),
    LEDGER_OUTDATED(9020, USER_ACTION, true, 409);

    private final int number;
    private final ErrorKind kind;
    private final boolean exactForPayee;
    private final int httpStatus;

    ErrorCode(int number, ErrorKind kind, boolean exactForPayee, int httpStatus) {
        this.number = number;
        this.kind = kind;
        this.exactForPayee = exactForPayee;
        this.httpStatus = httpStatus;
    }

    /** The digits of the code: 3004 for MO-3004. */
    public int number() {
        return number;
    }

    /** The code as people and registries write it: {@code MO-3004}. */
    public String code() {
        return "MO-" + number;
    }

    public ErrorKind kind() {
        return kind;
    }

    /** Whether a payee may learn this code; otherwise it sees a category only. */
    public boolean exactForPayee() {
        return exactForPayee;
    }

    /** The HTTP status the validator answers with. */
    public int httpStatus() {
        return httpStatus;
    }

    /**
     * Whether a validator says it of a message that it has judged: not of an address or its media
     * type, and not a phone of its peer or itself.
     */
    public boolean isOfValidation() {
        int category = number / 1000;
        return number / 100 != 11 && category != 4 && category != 9;
    }

    /** The constant of a number such as 3004, if the registry has it. */
    public static Optional<ErrorCode> ofNumber(int number) {
        for (ErrorCode code : values()) {
            if (code.number == number) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
