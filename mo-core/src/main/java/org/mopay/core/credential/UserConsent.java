package org.mopay.core.credential;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Signer;
import org.mopay.proto.v1.VerificationMethod;

import java.util.Optional;

/**
 * The user's yes: how the user was verified, and the OTP secret which that verification opened. It
 * is closed by the session once used.
 *
 * @param method how the user was verified
 * @param otpSecret 32 bytes; a wrong PIN opens a wrong secret, which only the validator notices
 * @param witness a key in hardware that signs only after it has verified the user, if there is one:
 *     its signature over what is authorized is the evidence that the validator gets
 */
public record UserConsent(
        VerificationMethod method, SecretBytes otpSecret, Optional<Signer> witness)
        implements AutoCloseable {

    /** Without evidence from hardware. */
    public UserConsent(VerificationMethod method, SecretBytes otpSecret) {
        this(method, otpSecret, Optional.empty());
    }

    /** The same yes, with the evidence of a key that signs only after it has verified the user. */
    public UserConsent witnessedBy(Signer hardware) {
        return new UserConsent(method, otpSecret, Optional.of(hardware));
    }

    @Override
    public void close() {
        otpSecret.close();
    }
}
