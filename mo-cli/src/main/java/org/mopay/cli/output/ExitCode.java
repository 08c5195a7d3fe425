package org.mopay.cli.output;

import org.mopay.core.error.ErrorCode;

/** What a command's exit status says, the same for every command. */
public enum ExitCode {
    OK(0),
    /** A fault of this program. */
    INTERNAL(1),
    /** The command line, the configuration or what it points at must be changed first. */
    USAGE(2),
    /** The other side, or the validator, said no: the same again gives the same answer. */
    REFUSED(3),
    /** Somebody could not be asked, or could not answer now: the same again may succeed. */
    UNREACHABLE(4),
    /** A measured figure missed its threshold. */
    THRESHOLD_MISSED(5),
    /** Something is not what it must be: a damaged file, a wrong certificate, unbalanced books. */
    INTEGRITY_FAILURE(6);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The exit status. */
    public int number() {
        return number;
    }

    /** The one place that maps the registry's codes to exit statuses. */
    public static ExitCode of(ErrorCode code) {
        return switch (code) {
            case COMMAND_FAILED -> INTERNAL;
            case USAGE,
                    NOT_ENROLLED,
                    ADDRESS_IN_USE,
                    CONFIG_INVALID,
                    DATA_DIRECTORY_LOCKED,
                    FILE_UNREADABLE,
                    PHONE_STATE_UNWRITTEN,
                    VECTOR_FILE_INVALID,
                    LEDGER_OUTDATED,
                    KEYS_MISSING -> USAGE;
            case PEER_GONE,
                    SESSION_BUSY,
                    DEADLINE_PASSED,
                    OUTCOME_INVALID,
                    ISSUER_UNKNOWN,
                    PAYER_UNAVAILABLE,
                    TRY_LATER,
                    RATE_LIMITED,
                    DEADLINE_EXCEEDED,
                    INTERNAL_ERROR,
                    SHUTTING_DOWN,
                    STORE_UNAVAILABLE,
                    PAYMENT_UNKNOWN,
                    VALIDATOR_UNREACHABLE,
                    PAYEE_UNREACHABLE,
                    PAYMENT_UNRESOLVED,
                    VALIDATOR_INFO_EXPIRED -> UNREACHABLE;
            case TLS_PIN_MISMATCH,
                    PHONE_STATE_CORRUPT,
                    LEDGER_CORRUPT,
                    VALIDATOR_INFO_INVALID,
                    VECTORS_FAILED -> INTEGRITY_FAILURE;
            case MALFORMED_MESSAGE,
                    MESSAGE_TOO_LARGE,
                    UNKNOWN_SUITE,
                    WRONG_VALIDATOR,
                    UNKNOWN_EXTENSION,
                    UNKNOWN_MESSAGE_TYPE,
                    NOT_SUPPORTED,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    UNSUPPORTED_MEDIA_TYPE,
                    NOT_ACCEPTABLE,
                    CREDENTIAL_INVALID,
                    CREDENTIAL_EXPIRED,
                    CREDENTIAL_REVOKED,
                    CREDENTIAL_MISMATCH,
                    SIGNATURE_INVALID,
                    SUBMITTER_INVALID,
                    KEY_INVALID,
                    CREDENTIAL_EPOCH_ENDED,
                    TERMS_MISMATCH,
                    FEE_MISMATCH,
                    REQUEST_EXPIRED,
                    AUTHORIZATION_EXPIRED,
                    CLOCK_AHEAD,
                    REQUEST_ALREADY_PAID,
                    REQUEST_CANCELLED,
                    AMOUNT_INVALID,
                    ASSET_UNKNOWN,
                    ALIAS_SPENT,
                    CLOCK_OFF,
                    AUTHORIZATION_CANCELLED,
                    REFUND_EXCEEDS_PAYMENT,
                    NOT_REFUNDABLE,
                    HANDSHAKE_FAILED,
                    ENGAGEMENT_UNKNOWN,
                    COMMITMENT_MISMATCH,
                    LOW_ORDER_POINT,
                    UNEXPECTED_MESSAGE,
                    CHANNEL_KEY_MISMATCH,
                    NONCE_EXHAUSTED,
                    DECLINED,
                    OTP_WRONG,
                    OTP_LOCKED,
                    BOX_UNREADABLE,
                    BOX_CHANGED,
                    ACTIVATION_CODE_INVALID,
                    INSUFFICIENT_FUNDS,
                    REVIEW_REFUSED,
                    LIMIT_EXCEEDED,
                    AMOUNT_OVERFLOW,
                    SAME_ACCOUNT,
                    DEVICE_UNKNOWN,
                    DEVICE_REVOKED,
                    DEVICE_FROZEN,
                    ACCOUNT_UNKNOWN,
                    OPERATOR_UNAUTHORIZED,
                    REFILL_OUT_OF_ORDER,
                    POOL_EMPTY,
                    KEY_REUSED,
                    ALREADY_ENROLLED,
                    IDEMPOTENCY_CONFLICT,
                    REFILL_LIMIT,
                    NOT_A_MERCHANT,
                    TRANSFER_UNKNOWN,
                    TRANSFER_ENDED,
                    TRANSFER_EXCEEDED -> REFUSED;
        };
    }
}
