package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.TestValidator.POOL_SIZE;
import static org.mopay.core.message.Wire.byteString;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.mopay.core.Conversation.Side;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.AwaitedDecision;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPhone;

import java.util.ArrayList;
import java.util.List;

/** What a phone does outside of conversations. */
class PhoneTest {

    private static void assertRefused(ErrorCode code, ThrowingCallable attempt) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(attempt)
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    // cites IDC-49
    @Test
    void isNotRestoredFromADamagedRecord() throws ProtocolException {
        TwoPhones phones = new TwoPhones(130);
        StoredPhone.Builder stored = phones.payer.stored().toBuilder();

        assertRefused(
                ErrorCode.PHONE_STATE_CORRUPT,
                () -> Phone.restore(Bytes.ofUtf8("garbage"), CRYPTO, phones.random));
        assertRefused(
                ErrorCode.PHONE_STATE_CORRUPT,
                () -> HostedPhone.of(stored.setVersion(2).build(), phones.random));
        stored.setVersion(1).getValidatorInfoBuilder().clearSignature();
        assertRefused(
                ErrorCode.VALIDATOR_INFO_INVALID,
                () -> HostedPhone.of(stored.build(), phones.random));
    }

    @Test
    void takesWhatAnotherProcessHasStored() throws ProtocolException {
        TwoPhones phones = new TwoPhones(131);
        HostedPhone other = phones.payer.copy(new SeededRandom(132));
        other.request(100, NOW);

        phones.payer.phone().reload(other.memory());

        assertThat(phones.payer.phone().unusedAliases(NOW)).isEqualTo(POOL_SIZE - 1);
        assertThat(phones.payer.memory()).isEqualTo(other.memory());
    }

    // cites VAL-32
    @Test
    void signsItsQuestionsWithTheIdentityKey() throws ProtocolException {
        TwoPhones phones = new TwoPhones(133);
        Phone phone = phones.payer.phone();
        Bytes identity = phones.validator.device(phone.deviceId()).identityKey();
        Bytes paymentId = Bytes.copyOf(phones.random.next(32));
        List<Signed> questions = List.of(
                phone.balanceQuery(NOW),
                phone.statementQuery(7, 20, NOW),
                phone.paymentStatusQuery(paymentId, NOW));

        List<DeviceQuery> queries = new ArrayList<>();
        for (Signed question : questions) {
            queries.add(MessageType.DEVICE_QUERY
                    .verify(question, CRYPTO.p256Verifier(identity))
                    .message());
        }

        assertThat(queries.get(0).hasBalance()).isTrue();
        assertThat(queries.get(1).getStatement().getBefore()).isEqualTo(7);
        assertThat(queries.get(1).getStatement().getLimit()).isEqualTo(20);
        assertThat(queries.get(2).getPaymentStatus().getPaymentId())
                .isEqualTo(byteString(paymentId));
        assertThat(queries)
                .allMatch(query -> query.getCreated() == NOW
                        && query.getValidatorId().equals("bank.test")
                        && query.getDeviceId().equals(byteString(phone.deviceId())));
        assertThat(queries).extracting(DeviceQuery::getNonce).doesNotHaveDuplicates();
    }

    // cites PAY-49, PAY-50
    @Test
    void staysUnresolvedUntilItBelievesAnOutcome() throws ProtocolException {
        TwoPhones phones = new TwoPhones(134);
        Conversation conversation =
                phones.converse(phones.request()).withoutValidator().run();
        Bytes d = conversation.result(Side.PAYER).d().orElseThrow();
        Outcome another = Outcome.newBuilder()
                .setDecision(phones.validator.sign(phones.validator
                        .decision(new AwaitedDecision(
                                Bytes.copyOf(new byte[32]),
                                Bytes.copyOf(new byte[32]),
                                NOW,
                                1250,
                                "USD",
                                2,
                                0,
                                FeeBearer.FEE_BEARER_PAYER))
                        .setStatus(PaymentStatus.PAYMENT_STATUS_SETTLED)
                        .build()))
                .build();

        for (HostedPhone host : List.of(phones.payer, phones.payee)) {
            assertRefused(ErrorCode.OUTCOME_INVALID, () -> host.phone().resolve(d, another));
            assertThat(host.isPersisted()).isTrue();
            assertThat(host.phone().unresolved()).containsExactly(d);
        }
    }

    // cites VAL-02
    @Test
    void submitsTheSameAgain() throws ProtocolException {
        TwoPhones phones = new TwoPhones(135);
        Conversation conversation =
                phones.converse(phones.request()).withoutValidator().run();
        Bytes d = conversation.result(Side.PAYER).d().orElseThrow();

        assertThat(phones.payer.restart().phone().outgoing(d, NOW).message())
                .isEqualTo(phones.payer.phone().outgoing(d, NOW).message());
        assertThat(phones.ledger.submit(phones.payee.phone().outgoing(d, NOW).message(), NOW))
                .isEqualTo(phones.ledger.submit(
                        phones.payer.phone().outgoing(d, NOW).message(), NOW));
        assertThat(phones.ledger.settled()).containsExactly(d);
    }

    @Test
    void tellsItsHostWhenItAsksForWhatIsNotThere() throws ProtocolException {
        TwoPhones phones = new TwoPhones(136);
        Bytes unknown = Bytes.copyOf(new byte[32]);
        Outcome outcome = Outcome.getDefaultInstance();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> phones.payer.phone().outgoing(unknown, NOW).message());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> phones.payer.phone().resolve(unknown, outcome));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> phones.payee.phone().receive(unknown, List.of(), false, NOW));
    }

    @Test
    void tellsItsHostWhenItDoesWhatIsNotDue() throws ProtocolException {
        HostilePayee payee = new HostilePayee(137);
        payee.readHello();
        HostilePayer payer = new HostilePayer(138);

        assertThatIllegalStateException().isThrownBy(() -> payee.payer.start(NOW));
        assertThatIllegalStateException().isThrownBy(payee.payer::persisted);
        assertThatIllegalStateException().isThrownBy(payee.payer::decline);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        payee.payer.approve(1250, payee.phones.payer.phone().consent(""), NOW));
        assertThatIllegalStateException().isThrownBy(() -> payer.payee.persisted(NOW));
        assertThatIllegalStateException().isThrownBy(() -> payer.payee.answered(Bytes.empty()));
        assertThatIllegalStateException()
                .isThrownBy(() -> payer.payee.unanswered(ErrorCode.TRY_LATER));
    }

    /** A second payer at the same QR code is not served, and does no harm. */
    // cites HS-02
    @Test
    void servesOnePayerUnderOneEngagement() throws ProtocolException {
        TwoPhones phones = new TwoPhones(139);
        HostedPhone another = HostedPhone.enrol(phones.validator, "another", phones.random);
        PayeeSession payee = phones.receive(phones.request(), false);
        Bytes late = ((Action.Send)
                        another.phone().pay(payee.engagement()).start(NOW).get(0))
                .frame();

        Conversation conversation = phones.converse(payee)
                .over((from, number, frame) ->
                        from == Side.PAYER ? List.of(frame, late) : List.of(frame))
                .run();

        assertThat(conversation.result(Side.PAYER).status())
                .isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(conversation.refused()).containsOnly(ErrorCode.UNEXPECTED_MESSAGE);
    }

    // cites PAY-01
    @Test
    void receivesUnderAMerchantsCredentialAgainAndAgain() throws ProtocolException {
        TwoPhones phones = new TwoPhones(140);
        StoredAlias merchant = merchant(phones);
        HostedPhone shop = HostedPhone.of(
                phones.payee.stored().toBuilder().addAliases(merchant).build(), phones.random);

        for (int i = 0; i < 2; i++) {
            PayeeSession payee =
                    shop.phone().receive(shop.request(1250, NOW), List.of(), false, NOW);
            Conversation conversation = new Conversation(
                            phones.payer,
                            phones.payer.phone().pay(payee.engagement()),
                            shop,
                            payee,
                            phones.ledger,
                            NOW)
                    .withoutValidator()
                    .run();

            assertThat(conversation
                            .actions(Side.PAYER, Action.AskUser.class)
                            .get(0)
                            .proposal()
                            .verifiedName())
                    .hasValue("Cafe Test Ltd");
            assertThat(shop.stored().getAcceptancesCount()).isEqualTo(i + 1);
        }

        assertThat(shop.restart().stored().getAliasesList()).contains(merchant);
        assertThat(shop.phone().unusedAliases(NOW)).isEqualTo(POOL_SIZE);
    }

    private static StoredAlias merchant(TwoPhones phones) {
        Bytes seed = Bytes.copyOf(phones.random.next(32));
        Signer signer = CRYPTO.ed25519Signer(SecretBytes.copyOf(seed.toArray()));
        X25519KeyPair noise = CRYPTO.generateX25519(phones.random);
        Credential credential = phones.validator
                .alias(signer.publicKey(), noise.publicKey())
                .setKind(CredentialKind.CREDENTIAL_KIND_MERCHANT)
                .setVerifiedName("Cafe Test Ltd")
                .build();
        return StoredAlias.newBuilder()
                .setCredential(phones.validator.issue(credential))
                .setSigningSeed(byteString(seed))
                .setNoisePrivate(byteString(noise.privateKey()))
                .build();
    }
}
