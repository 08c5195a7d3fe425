package org.mopay.core.payment;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.proto.v1.VerificationMethod;

/**
 * The user's yes: how the user was verified, and the OTP secret which that verification opened. It
 * is closed by the session once used.
 *
 * @param method how the user was verified
 * @param otpSecret 32 bytes; a wrong PIN opens a wrong secret, which only the validator notices
 */
public record UserConsent(VerificationMethod method, SecretBytes otpSecret)
        implements AutoCloseable {
    @Override
    public void close() {
        otpSecret.close();
    }
}
