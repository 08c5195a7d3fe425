package org.mopay.core;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.OtpSecretVault;
import org.mopay.core.credential.PinProtection;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.StoredSecret;
import org.mopay.proto.v1.VerificationMethod;

/** How the user's yes opens the OTP secret: by a PIN, by the app's keystore, or by nothing. */
final class PhoneConsent {
    private PhoneConsent() {}

    static StoredSecret store(SecretBytes otpSecret, OtpSecretVault vault) {
        return StoredSecret.newBuilder()
                .setValue(byteString(vault.wrap(otpSecret)))
                .setInVault(true)
                .build();
    }

    static UserConsent byPin(StoredSecret stored, String pin) {
        requireVault(stored, false);
        VerificationMethod method = PinProtection.needsPin(stored)
                ? VerificationMethod.VERIFICATION_METHOD_PIN
                : VerificationMethod.VERIFICATION_METHOD_NONE;
        return new UserConsent(method, PinProtection.reveal(stored, pin));
    }

    static UserConsent byVault(StoredSecret stored, OtpSecretVault vault) throws ProtocolException {
        requireVault(stored, true);
        return new UserConsent(vault.method(), vault.unwrap(bytes(stored.getValue())));
    }

    private static void requireVault(StoredSecret stored, boolean expected) {
        if (stored.getInVault() != expected) {
            throw new IllegalStateException(
                    "the OTP secret is " + (expected ? "not " : "") + "in a keystore");
        }
    }
}
