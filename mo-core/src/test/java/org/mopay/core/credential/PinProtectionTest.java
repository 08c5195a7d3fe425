package org.mopay.core.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mopay.core.SeededRandom;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.otp.Ocra;
import org.mopay.proto.v1.StoredSecret;

import java.util.Optional;

/** The OTP secret under a PIN: a thief of the phone can't tell a wrong PIN from the right one. */
class PinProtectionTest {
    private static final Bytes D = Bytes.copyOf(new byte[32]);

    private final SeededRandom random = new SeededRandom(240);
    private final SecretBytes secret = random.secret(32);

    private static String otp(SecretBytes secret) {
        return Ocra.forPayment(secret, 3, D);
    }

    @Test
    void givesTheSecretToTheRightPin() {
        StoredSecret stored = PinProtection.protect(secret, Optional.of("2468"), random);

        assertThat(PinProtection.needsPin(stored)).isTrue();
        assertThat(PinProtection.reveal(stored, "2468").expose()).isEqualTo(secret.expose());
    }

    // cites IDC-11
    @Test
    void givesAnotherOneTimePasswordAndNoErrorToAWrongPin() {
        StoredSecret stored = PinProtection.protect(secret, Optional.of("2468"), random);

        for (String wrong : new String[] {"2469", "", "24680", "\u0662\u0664\u0666\u0668"}) {
            SecretBytes revealed = PinProtection.reveal(stored, wrong);
            assertThat(revealed.size()).isEqualTo(32);
            assertThat(otp(revealed)).hasSize(8).isNotEqualTo(otp(secret));
            assertThat(PinProtection.reveal(stored, wrong).expose())
                    .as("always the same")
                    .isEqualTo(revealed.expose());
        }
    }

    @Test
    void storesNothingThatShowsTheSecret() {
        StoredSecret one = PinProtection.protect(secret, Optional.of("2468"), random);
        StoredSecret other = PinProtection.protect(secret, Optional.of("2468"), random);

        assertThat(one.getValue().toByteArray()).isNotEqualTo(secret.expose());
        assertThat(one.getValue()).as("salted").isNotEqualTo(other.getValue());
    }

    @Test
    void needsNoPinWhereNoneWasSet() {
        StoredSecret stored = PinProtection.protect(secret, Optional.empty(), random);

        assertThat(PinProtection.needsPin(stored)).isFalse();
        assertThat(PinProtection.reveal(stored, "anything").expose()).isEqualTo(secret.expose());
    }
}
