package org.mopay.server.api;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.http.HttpRequest;

import java.nio.charset.StandardCharsets;

/** Lets in whoever shows the operator's token (RFC 6750). */
final class OperatorGate {
    private final Bytes token;

    OperatorGate(SecretBytes token) {
        this.token = token.use(OperatorGate::bearer);
    }

    private static Bytes bearer(byte[] token) {
        return Bytes.ofUtf8("Bearer " + new String(token, StandardCharsets.UTF_8));
    }

    /**
     * Requires the token.
     *
     * @throws ProtocolException OPERATOR_UNAUTHORIZED
     */
    void require(HttpRequest request) throws ProtocolException {
        Bytes shown = Bytes.ofUtf8(request.authorization().orElse(""));
        if (!shown.constantTimeEquals(token)) {
            throw new ProtocolException(
                    ErrorCode.OPERATOR_UNAUTHORIZED, "no bearer token, or a wrong one");
        }
    }
}
