package org.mopay.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.NOW;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.Test;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.WireValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Engagement;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;

/** Runs every example, with a validator in memory. */
class ExamplesTest {
    private final RandomSource random = new SeededRandom(SeededRandom.seedOfThisRun());

    @Test
    void onePhonePaysTheOther() throws Exception {
        WireValidator validator = new WireValidator(random);

        TwoPhones.Ends ends = new TwoPhones(validator::post, random, () -> NOW)
                .pay(validator.activationLink("payer"), validator.activationLink("payee"));

        assertThat(ends.payer().status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(ends.payee().status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(validator.settled()).isEqualTo(1);
    }

    @Test
    void aRefilledPhoneIsThereAfterARestart() throws Exception {
        WireValidator validator = new WireValidator(random);
        Enrolling enrolling = new Enrolling(random, new Store(), validator::post);
        Phone phone = enrolling.enrol(validator.activationLink("payer"), "2580", NOW);
        assertThat(phone.unusedAliases(NOW)).isEqualTo(TestValidator.POOL_SIZE);

        enrolling.refill(phone, NOW);

        assertThat(phone.unusedAliases(NOW)).isGreaterThan(TestValidator.POOL_SIZE);
        assertThat(enrolling.restore().unusedAliases(NOW)).isEqualTo(phone.unusedAliases(NOW));
    }

    @Test
    void anEngagementIsTheSameAsLinkAndAsQrCode() throws Exception {
        Bytes engagement = MessageType.ENGAGEMENT.encode(Engagement.newBuilder()
                .setVersion(1)
                .setValidatorId("bank.test")
                .setCommitment(ByteString.copyFrom(random.next(32)))
                .build());

        assertThat(Carrying.isTheSameEitherWay(engagement)).isTrue();
    }

    @Test
    void framesArriveWholeHoweverTheStreamIsCut() throws Exception {
        List<Bytes> frames = List.of(Bytes.ofUtf8("one"), Bytes.ofUtf8("two"));

        assertThat(Carrying.crossing(frames)).isEqualTo(frames);
    }

    @Test
    void aSignatureIsVerified() throws Exception {
        assertThat(Signing.signsAndVerifies()).isTrue();
    }

    @Test
    void noiseCarriesATextOnItsOwn() throws Exception {
        assertThat(NoiseChannel.converse("good morning", random)).isEqualTo("good morning");
    }

    /** The first line of RFC 6287, appendix C.1, and of RFC 6238, appendix B, cut to six digits. */
    @Test
    void oneTimePasswordsAreThoseOfTheirRfcs() {
        SecretBytes key =
                SecretBytes.copyOf(Bytes.ofUtf8("12345678901234567890").toArray());

        assertThat(OneTimePasswords.answer(key, "00000000")).isEqualTo("237653");
        assertThat(OneTimePasswords.isAnswer(key, "00000000", "237653")).isTrue();
        assertThat(OneTimePasswords.isAnswer(key, "00000001", "237653")).isFalse();
        assertThat(OneTimePasswords.authenticator(key, Instant.ofEpochSecond(59)))
                .isEqualTo("287082");
    }

    @Test
    void aKeystoreSignsAsThePhonesOwnKeysDo() throws Exception {
        KeyPairGenerator keystore = KeyPairGenerator.getInstance("EC");
        keystore.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = keystore.generateKeyPair();
        Signer signer = HardwareKey.signer(keys);

        for (int i = 0; i < 32; i++) {
            Bytes message = Bytes.ofUtf8("message " + i);
            assertThat(CryptoProvider.bouncyCastle()
                            .p256Verifier(signer.publicKey())
                            .verify(message, signer.sign(message)))
                    .as("%s", signer.publicKey())
                    .isTrue();
        }
    }
}
