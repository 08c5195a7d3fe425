package org.mopay.examples;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;

/** The way to the validation server; an app has an HTTPS client here, with the activation's TLS pin. */
@FunctionalInterface
interface Validator {
    /**
     * Posts a body to a path of the server's API, such as {@code /v1/payments}.
     *
     * @throws ProtocolException with the code of the server's error, or VALIDATOR_UNREACHABLE
     */
    Bytes post(String path, Bytes body) throws ProtocolException;
}
