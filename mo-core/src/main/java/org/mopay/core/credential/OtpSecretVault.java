package org.mopay.core.credential;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.VerificationMethod;

/**
 * An app's keystore, as the keeper of the OTP secret: a key that never leaves the hardware, and that
 * it uses only after the user was verified, wraps the secret. On Android that is an AES key with
 * {@code setUserAuthenticationRequired(true)}, on iOS an item with {@code biometryCurrentSet}.
 *
 * <p>What it guarantees: a copy of the phone's storage, without the hardware and its user, yields no
 * one-time password and nothing to test a guess with. The wrapping may have integrity: unlike a PIN,
 * there is nothing to guess. It does not guard against malware that runs as the app while the user
 * is verified.
 */
public interface OtpSecretVault {
    /** How the user is verified before {@link #unwrap}; the validator is told. */
    VerificationMethod method();

    /** Encrypts the 32 bytes; the result is stored with the phone. */
    Bytes wrap(SecretBytes otpSecret);

    /**
     * Verifies the user, if that was not just done, and decrypts.
     *
     * @throws ProtocolException DECLINED if the user was not verified; PHONE_STATE_CORRUPT if the key
     *     is gone, as when fingerprints were added: the phone has to be enrolled again
     */
    SecretBytes unwrap(Bytes wrapped) throws ProtocolException;
}
