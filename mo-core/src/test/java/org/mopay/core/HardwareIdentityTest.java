package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.bytes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.SealedBox;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.RefillRequest;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredPhone;

import java.util.List;
import java.util.Optional;

/** A phone whose identity key stays in its keystore; here another {@link Signer} stands for it. */
class HardwareIdentityTest {
    private final SeededRandom random = new SeededRandom(350);
    private final Signer keystore = CRYPTO.p256Signer(CRYPTO.generateP256Scalar(random));
    private TestValidator validator;
    private Phone phone;

    @BeforeEach
    void enrol() throws ProtocolException {
        validator = new TestValidator("bank.test", random);
        Enrolment enrolment = Enrolment.begin(
                validator.activation("payer"), validator.trusted(), keystore, NOW, CRYPTO, random);
        phone = Phone.enrolled(
                enrolment,
                validator.enrol(enrolment.request()),
                validator.trusted(),
                Optional.empty(),
                NOW,
                CRYPTO,
                random);
    }

    private Phone restored() throws ProtocolException {
        return Phone.restore(phone.stored().value().orElseThrow(), CRYPTO, random);
    }

    @Test
    void isKnownToTheValidatorAndNotInThePhonesRecord() throws Exception {
        StoredPhone stored =
                StoredPhone.parseFrom(phone.stored().value().orElseThrow().toArray());

        assertThat(validator.device(phone.deviceId()).identityKey())
                .isEqualTo(keystore.publicKey());
        assertThat(stored.getIdentityScalar().isEmpty()).isTrue();
    }

    @Test
    void signsWhatThePhoneAsks() throws ProtocolException {
        Phone hardware = restored().signingWith(keystore);

        Signed query = hardware.balanceQuery(NOW);
        Signed refill = hardware.beginRefill(NOW);

        DeviceQuery asked = MessageType.DEVICE_QUERY
                .verify(query, CRYPTO.p256Verifier(keystore.publicKey()))
                .message();
        RefillRequest wanted = MessageType.REFILL_REQUEST
                .verify(refill, CRYPTO.p256Verifier(keystore.publicKey()))
                .message();
        assertThat(bytes(asked.getDeviceId())).isEqualTo(hardware.deviceId());
        assertThat(bytes(wanted.getDeviceId())).isEqualTo(hardware.deviceId());
    }

    @Test
    void isAskedForWhereItIsMissing() throws ProtocolException {
        Phone without = restored();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> without.balanceQuery(NOW))
                .withMessageContaining("keystore");
        assertThat(without.unusedAliases(NOW)).isPositive();
    }

    /** The signature is over d, in the box, where only the validator sees it. */
    // cites PAY-73
    @Test
    void provesThatTheUserWasVerifiedForThisPayment() throws ProtocolException {
        TwoPhones phones = new TwoPhones(351);
        phones.converse(phones.request())
                .withoutValidator()
                .approving((session, proposal, now) -> {
                    UserConsent consent = phones.payer.phone().consent("").witnessedBy(keystore);
                    return session.approve(1250, consent, now);
                })
                .run();
        StoredPhone stored = phones.payer.stored();
        Bytes d = phones.payer.phone().unresolved().get(0);
        BoxContent content = MessageType.BOX_CONTENT.decode(SealedBox.open(
                phones.validator.device(bytes(stored.getDeviceId())).seal(),
                Label.BOX_CONTENT,
                d,
                bytes(stored.getPayments(0).getAuthorization().getBox()),
                CRYPTO));
        Bytes evidence = bytes(content.getUserVerification().getEvidence());

        for (Bytes subject : List.of(d, Bytes.copyOf(new byte[32]))) {
            assertThat(CRYPTO.p256Verifier(keystore.publicKey())
                            .verify(Label.USER_VERIFICATION.inContext(subject), evidence))
                    .isEqualTo(subject.equals(d));
        }
    }
}
