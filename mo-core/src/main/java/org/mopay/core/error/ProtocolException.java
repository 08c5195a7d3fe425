package org.mopay.core.error;

/**
 * Malformed bytes or a peer's fault, with its code of the registry. A caller's own mistake is an
 * {@link IllegalArgumentException} or {@link IllegalStateException} instead.
 *
 * <p>The detail names what was wrong and never holds a secret.
 */
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;

    public ProtocolException(ErrorCode code, String detail) {
        super(code.code() + " " + detail);
        this.code = code;
        this.detail = detail;
    }

    public ProtocolException(ErrorCode code, String detail, Throwable cause) {
        super(code.code() + " " + detail, cause);
        this.code = code;
        this.detail = detail;
    }

    public ErrorCode code() {
        return code;
    }

    /** What was wrong, without the code. */
    public String detail() {
        return detail;
    }
}
