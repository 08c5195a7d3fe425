package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.OtpSecretVault;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.crypto.Aead;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.VerificationMethod;

/** A phone whose app keeps the OTP secret behind a fingerprint. */
class OtpSecretVaultTest {
    private final SeededRandom random = new SeededRandom(260);
    private final Keystore keystore = new Keystore();
    private TestValidator validator;
    private HostedPhone host;

    /** A key in hardware that asks for a finger. */
    private final class Keystore implements OtpSecretVault {
        private final Aead key = CRYPTO.chaCha20Poly1305(random.secret(32));
        private final byte[] nonce = random.next(12);
        private boolean finger;

        @Override
        public VerificationMethod method() {
            return VerificationMethod.VERIFICATION_METHOD_BIOMETRIC;
        }

        @Override
        public Bytes wrap(SecretBytes otpSecret) {
            return Bytes.copyOf(key.seal(nonce, new byte[0], otpSecret.expose()));
        }

        @Override
        public SecretBytes unwrap(Bytes wrapped) throws ProtocolException {
            if (!finger) {
                throw new ProtocolException(ErrorCode.DECLINED, "no finger");
            }
            return SecretBytes.adopt(key.open(nonce, new byte[0], wrapped.toArray()));
        }
    }

    @BeforeEach
    void enrol() throws ProtocolException {
        validator = new TestValidator("bank.test", random);
        Enrolment enrolment = Enrolment.begin(
                validator.activation("alice"), validator.trusted(), NOW, CRYPTO, random);
        Phone phone = Phone.enrolled(
                enrolment,
                validator.enrol(enrolment.request()),
                validator.trusted(),
                keystore,
                NOW,
                CRYPTO,
                random);
        host = HostedPhone.of(phone.stored().value().orElseThrow(), random).restart();
    }

    private SecretBytes otp() throws ProtocolException {
        return validator.device(host.phone().deviceId()).otp();
    }

    // cites IDC-10
    @Test
    void isOpenedByTheFingerOnly() throws ProtocolException {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> host.phone().consent(keystore))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.DECLINED);

        keystore.finger = true;
        try (UserConsent consent = host.phone().consent(keystore)) {
            assertThat(consent.otpSecret().expose()).isEqualTo(otp().expose());
            assertThat(consent.method())
                    .isEqualTo(VerificationMethod.VERIFICATION_METHOD_BIOMETRIC);
        }
    }

    // cites IDC-10
    @Test
    void isNotInWhatThePhoneStores() throws ProtocolException {
        assertThat(host.memory().hex())
                .doesNotContain(Bytes.copyOf(otp().expose()).hex());
    }

    @Test
    void isNotAskedForAPin() throws ProtocolException {
        assertThat(host.phone().needsPin()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> host.phone().consent("1234"));

        HostedPhone plain = HostedPhone.enrol(validator, "bob", random);
        assertThatIllegalStateException().isThrownBy(() -> plain.phone().consent(keystore));
    }
}
