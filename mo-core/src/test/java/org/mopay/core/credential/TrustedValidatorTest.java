package org.mopay.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.byteString;

import com.google.protobuf.ByteString;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.HostedPhone;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.ClassLimit;
import org.mopay.proto.v1.CredentialClass;
import org.mopay.proto.v1.KeyUse;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;

import java.util.List;

/** What a phone believes of its validator. */
class TrustedValidatorTest {
    private static final long DAY = 86_400;

    private final SeededRandom random = new SeededRandom(230);
    private TestValidator validator;

    @BeforeEach
    void publish() throws ProtocolException {
        validator = new TestValidator("bank.test", random);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable attempt) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(attempt)
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    private void assertInvalid(Signed info) {
        assertRefused(
                ErrorCode.VALIDATOR_INFO_INVALID,
                () -> TrustedValidator.verify(info, validator.id(), validator.rootKey(), CRYPTO));
    }

    @Test
    void isWhatTheRootKeyHasSigned() throws ProtocolException {
        Signed info = validator.sign(validator.info().build());

        TrustedValidator trusted =
                TrustedValidator.verify(info, validator.id(), validator.rootKey(), CRYPTO);

        assertThat(trusted.signed()).isEqualTo(info);
        assertThat(trusted.info()).isEqualTo(validator.info().build());
    }

    // cites IDC-02
    @Test
    void isNotWhatAnotherRootKeyHasSigned() throws ProtocolException {
        TestValidator impostor = new TestValidator(validator.id(), random);

        assertInvalid(impostor.sign(impostor.info().build()));
    }

    // cites IDC-02
    @Test
    void isNotWhatWasChangedAtAnyByte() {
        Signed info = validator.sign(validator.info().build());
        byte[] body = info.getBody().toByteArray();
        for (int i = 0; i < body.length; i++) {
            body[i] ^= 1;
            assertInvalid(info.toBuilder().setBody(ByteString.copyFrom(body)).build());
            body[i] ^= 1;
        }
    }

    // cites IDC-02
    @Test
    void isNotAnotherValidator() {
        assertInvalid(
                validator.sign(validator.info().setValidatorId("other.test").build()));
    }

    // cites ENC-20
    @Test
    void hasNoIssuerKeyOfSmallOrder() {
        ValidatorInfo.Builder info = validator.info();
        info.getKeysBuilder(0).setPublicKey(ByteString.copyFrom(new byte[32]));

        assertInvalid(validator.sign(info.build()));
    }

    @Test
    void isNotReadWithARootKeyThatIsNone() {
        assertRefused(
                ErrorCode.VALIDATOR_INFO_INVALID,
                () -> TrustedValidator.verify(
                        validator.sign(validator.info().build()),
                        validator.id(),
                        Bytes.empty(),
                        CRYPTO));
    }

    // cites IDC-03
    @Test
    void neverGoesBackToALowerSerial() throws ProtocolException {
        TrustedValidator seven = validator.trusted();
        TrustedValidator six = validator.trust(validator.info().setSerial(6).build());
        TrustedValidator eight = validator.trust(validator.info().setSerial(8).build());
        TrustedValidator highest =
                validator.trust(validator.info().setSerial(-1).build());

        assertThat(seven.supersededBy(eight)).isSameAs(eight);
        assertThat(seven.supersededBy(seven)).isSameAs(seven);
        assertRefused(ErrorCode.VALIDATOR_INFO_INVALID, () -> seven.supersededBy(six));
        assertThat(eight.supersededBy(highest)).as("serials are unsigned").isSameAs(highest);
        assertRefused(ErrorCode.VALIDATOR_INFO_INVALID, () -> highest.supersededBy(eight));
    }

    // cites IDC-03
    @Test
    void aPhoneKeepsTheNewest() throws ProtocolException {
        HostedPhone host = HostedPhone.enrol(validator, "CODE-1", random);
        Signed newer = validator.sign(validator.info().setSerial(8).build());

        host.persist(List.of(host.phone().update(newer)));

        assertThat(host.restart().phone().validator().signed()).isEqualTo(newer);
        assertRefused(
                ErrorCode.VALIDATOR_INFO_INVALID,
                () -> host.phone().update(validator.sign(validator.info().build())));
        assertThat(host.isPersisted()).isTrue();
    }

    @Test
    void expires() throws ProtocolException {
        TrustedValidator trusted =
                validator.trust(validator.info().setExpiresAt(NOW).build());

        trusted.checkCurrent(NOW);

        assertRefused(ErrorCode.VALIDATOR_INFO_EXPIRED, () -> trusted.checkCurrent(NOW + 1));
    }

    // cites IDC-05
    @Test
    void issuesWithinTheLifeOfItsKeyOnly() throws ProtocolException {
        TrustedValidator trusted = validator.trusted();
        long first = NOW - 10 * DAY;
        long last = NOW + 100 * DAY;

        assertThat(trusted.requireIssuer(1, first).publicKey())
                .isEqualTo(trusted.requireIssuer(1, last).publicKey());
        for (long at : new long[] {first - 1, last + 1, -1}) {
            assertRefused(ErrorCode.CREDENTIAL_INVALID, () -> trusted.requireIssuer(1, at));
        }
        assertRefused(ErrorCode.CREDENTIAL_INVALID, () -> trusted.requireIssuer(2, NOW));
    }

    // cites IDC-08a
    @Test
    void saysOfAnIssuerItHasNotHeardOfThatNewerInformationMayKnowIt() throws ProtocolException {
        TrustedValidator trusted = validator.trusted();

        assertRefused(ErrorCode.ISSUER_UNKNOWN, () -> trusted.requireIssuer(3, NOW));
    }

    // cites IDC-06
    @Test
    void givesNoTwoKeysOneId() {
        ValidatorInfo.Builder info = validator.info();
        ValidatorKey hpke = info.getKeys(1).toBuilder().setId(1).build();

        assertInvalid(validator.sign(info.setKeys(1, hpke).build()));
    }

    // cites IDC-03
    @Test
    void saysOneThingUnderOneSerial() throws ProtocolException {
        TrustedValidator seven = validator.trusted();
        ValidatorInfo.Builder other = validator.info();
        other.getAssetsBuilder(0).setName("Dollar");
        TrustedValidator otherSeven = validator.trust(other.build());

        assertThat(seven.supersededBy(validator.trust(validator.info().build())))
                .isNotSameAs(seven);
        assertRefused(ErrorCode.VALIDATOR_INFO_INVALID, () -> seven.supersededBy(otherSeven));
    }

    // cites IDC-06
    @Test
    void neverGivesAKnownIdToAnotherKey() throws ProtocolException {
        TrustedValidator seven = validator.trusted();
        ValidatorInfo.Builder eight = validator.info().setSerial(8);
        ValidatorKey issuer = eight.getKeys(0);
        ValidatorKey another = issuer.toBuilder()
                .setPublicKey(byteString(
                        CRYPTO.ed25519Signer(CRYPTO.generateEd25519Seed(random)).publicKey()))
                .build();
        TrustedValidator swapped =
                validator.trust(eight.clone().setKeys(0, another).build());
        TrustedValidator moved = validator.trust(eight.clone()
                .setKeys(0, issuer.toBuilder().setUse(KeyUse.KEY_USE_LOG))
                .build());
        TrustedValidator shortened = validator.trust(
                eight.clone().setKeys(0, issuer.toBuilder().setNotAfter(NOW)).build());

        assertRefused(ErrorCode.VALIDATOR_INFO_INVALID, () -> seven.supersededBy(swapped));
        assertRefused(ErrorCode.VALIDATOR_INFO_INVALID, () -> seven.supersededBy(moved));
        assertThat(seven.supersededBy(shortened)).isSameAs(shortened);
    }

    // cites IDC-08b
    @Test
    void isSealedToTheKeyThatBeganLast() throws ProtocolException {
        ValidatorInfo.Builder info = validator.info().setSerial(8);
        ValidatorKey next = info.getKeys(1).toBuilder()
                .setId(4)
                .setPublicKey(byteString(CRYPTO.generateX25519(random).publicKey()))
                .setNotBefore(NOW)
                .build();
        TrustedValidator trusted = validator.trust(info.addKeys(next).build());

        assertThat(trusted.hpkeKey(NOW - 1).getId()).isEqualTo(2);
        assertThat(trusted.hpkeKey(NOW).getId()).isEqualTo(4);
        assertThat(trusted.hpkeKey(next.getNotAfter()).getId()).isEqualTo(4);
    }

    // cites IDC-08c
    @Test
    void isStaleAfterADay() throws ProtocolException {
        TrustedValidator trusted =
                validator.trust(validator.info().setIssuedAt(NOW).build());

        assertThat(trusted.isStale(NOW + DAY - 1)).isFalse();
        assertThat(trusted.isStale(NOW + DAY)).isTrue();
        assertThat(validator
                        .trust(validator
                                .info()
                                .setIssuedAt(NOW)
                                .setExpiresAt(NOW)
                                .build())
                        .isStale(NOW + 1))
                .isTrue();
    }

    // cites IDC-05
    @Test
    void isSealedToAKeyThatIsValidNow() throws ProtocolException {
        TrustedValidator trusted = validator.trusted();

        assertThat(trusted.hpkeKey(NOW).getUse()).isEqualTo(KeyUse.KEY_USE_HPKE);
        assertRefused(ErrorCode.VALIDATOR_INFO_INVALID, () -> trusted.hpkeKey(NOW + 101 * DAY));
    }

    @Test
    void choosesTheNewestFeeScheduleForANewRequest() throws ProtocolException {
        ValidatorInfo.Builder info = validator.info();
        info.getFeeSchedulesBuilder(1).setNotAfter(NOW);
        TrustedValidator trusted = validator.trust(info.build());

        assertThat(trusted.currentFees("USD", NOW).getVersion()).isEqualTo(2);
        assertThat(trusted.currentFees("USD", NOW + 1).getVersion()).isEqualTo(1);
        assertThat(trusted.fees("USD", 2, NOW).getVersion()).isEqualTo(2);
        assertRefused(ErrorCode.FEE_MISMATCH, () -> trusted.fees("USD", 2, NOW + 1));
        assertRefused(ErrorCode.FEE_MISMATCH, () -> trusted.fees("X-POINT", 2, NOW));
        assertRefused(ErrorCode.ASSET_UNKNOWN, () -> trusted.currentFees("EUR", NOW));
    }

    @Test
    void limitsAPaymentByItsClassAndAsset() throws ProtocolException {
        TrustedValidator trusted = validator.trust(validator
                .info()
                .addClasses(CredentialClass.newBuilder()
                        .setId(1)
                        .addLimits(ClassLimit.newBuilder().setAsset("USD").setPerPayment(50_000)))
                .build());

        assertThat(trusted.perPaymentLimit(1, "USD")).isEqualTo(50_000);
        assertThat(trusted.perPaymentLimit(1, "X-POINT")).isZero();
        assertThat(trusted.perPaymentLimit(2, "USD")).isZero();
    }
}
