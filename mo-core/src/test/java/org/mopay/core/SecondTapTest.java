package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.TestValidator.NOW;

import com.google.protobuf.InvalidProtocolBufferException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.Conversation.Side;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.PaymentStatus;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A second tap never pays twice, wherever the first conversation broke off. */
class SecondTapTest {

    // cites PAY-39, PAY-43, IDC-49
    @ParameterizedTest
    @CsvSource({"PAYER, false", "PAYER, true", "PAYEE, false", "PAYEE, true"})
    void settlesOnceWhereverOneSideIsKilled(Side killed, boolean withKey) throws Exception {
        TwoPhones whole = new TwoPhones(20);
        int actions =
                whole.converse(whole.receive(whole.request(), withKey)).run().actions(killed);
        assertThat(actions).isGreaterThanOrEqualTo(8);

        for (int before = 0; before < actions; before++) {
            TwoPhones phones = new TwoPhones(20);
            Bytes request = phones.request();
            Set<Bytes> authorized = new HashSet<>();

            Conversation first = phones.converse(phones.receive(request, withKey))
                    .killing(killed, before)
                    .run();
            (killed == Side.PAYER ? phones.payer : phones.payee).restart();
            authorized.addAll(first.authorized());
            if (!hasSettled(phones.payer) && phones.isOpen(request)) {
                authorized.addAll(
                        phones.converse(phones.receive(request, withKey)).run().authorized());
            }
            phones.sync();

            assertSettledOnce(phones, authorized, killed + " killed before action " + before);
        }
    }

    // cites PAY-39, PAY-43
    @Test
    void settlesOnceWhereverBothSidesAreKilled() throws Exception {
        TwoPhones whole = new TwoPhones(18);
        Conversation full = whole.converse(whole.request()).run();

        for (int payer = 0; payer < full.actions(Side.PAYER); payer++) {
            for (int payee = 0; payee < full.actions(Side.PAYEE); payee++) {
                TwoPhones phones = new TwoPhones(18);
                Bytes request = phones.request();
                Conversation first = phones.converse(request)
                        .killing(Side.PAYER, payer)
                        .killing(Side.PAYEE, payee)
                        .run();
                phones.payer.restart();
                phones.payee.restart();
                Set<Bytes> authorized = new HashSet<>(first.authorized());
                if (!hasSettled(phones.payer) && phones.isOpen(request)) {
                    authorized.addAll(phones.converse(request).run().authorized());
                }
                phones.sync();

                assertSettledOnce(phones, authorized, "killed before " + payer + ", " + payee);
            }
        }
    }

    private static void assertSettledOnce(TwoPhones phones, Set<Bytes> authorized, String when)
            throws ProtocolException {
        assertThat(phones.ledger.settled()).as(when).hasSize(1);
        assertThat(authorized).as(when).containsExactlyElementsOf(phones.ledger.settled());
        for (HostedPhone phone : List.of(phones.payer, phones.payee)) {
            assertThat(hasSettled(phone)).as(when).isTrue();
            assertThat(phone.restart().phone().unresolved()).as(when).isEmpty();
        }
    }

    private static boolean hasSettled(HostedPhone phone) {
        return phone.history().stream().anyMatch(outcome -> outcome.getOutcome().hasDecision());
    }

    // cites PAY-43, PAY-44, HS-26
    @Test
    void resumesWithoutAskingTheUserAgain() throws Exception {
        TwoPhones phones = new TwoPhones(21);
        Bytes request = phones.request();
        Conversation first = phones.converse(request).withoutValidator().run();
        assertThat(first.result(Side.PAYER).status()).isEqualTo(PaymentResult.Status.UNRESOLVED);
        assertThat(first.result(Side.PAYER).code()).hasValue(ErrorCode.VALIDATOR_UNREACHABLE);

        Conversation second = phones.converse(request).run();

        assertThat(second.actions(Side.PAYER, Action.AskUser.class)).isEmpty();
        assertThat(second.result(Side.PAYER).status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(second.result(Side.PAYER).d())
                .isEqualTo(first.result(Side.PAYER).d());
        assertThat(phones.payee.phone().unresolved()).isEmpty();
    }

    // cites PAY-39
    @Test
    void persistsBeforeItResumes() throws ProtocolException {
        TwoPhones phones = new TwoPhones(22);
        Bytes request = phones.request();
        phones.converse(request).withoutValidator().run();

        List<Class<?>> ofPayer = phones.converse(request).run().steps().stream()
                .filter(step -> step.side() == Side.PAYER)
                .<Class<?>>map(step -> step.action().getClass())
                .toList();

        assertThat(ofPayer)
                .startsWith(
                        Action.Send.class,
                        Action.SetDeadline.class,
                        Action.Persist.class,
                        Action.Send.class);
    }

    // cites PAY-43
    @Test
    void signsOnceEvenIfTheUserApprovesOnTwoScreens() throws ProtocolException {
        TwoPhones phones = new TwoPhones(23);
        Bytes request = phones.request();
        Bytes[] onTheOtherScreen = new Bytes[1];

        Conversation conversation = phones.converse(request)
                .approving((session, proposal, now) -> {
                    Conversation other =
                            phones.converse(request).withoutValidator().run();
                    onTheOtherScreen[0] = other.result(Side.PAYER).d().orElseThrow();
                    return session.approve(1250, phones.payer.phone().consent(""), now);
                })
                .run();

        assertThat(conversation.result(Side.PAYER).d()).hasValue(onTheOtherScreen[0]);
        assertThat(phones.ledger.decided()).containsExactly(onTheOtherScreen[0]);
        assertThat(phones.payer.phone().unusedAliases(NOW)).isEqualTo(TestValidator.POOL_SIZE - 1);
    }

    @Test
    void findsTheUnresolvedPaymentOfAnEngagement() throws ProtocolException {
        TwoPhones phones = new TwoPhones(24);
        PayeeSession payee = phones.receive(phones.request(), false);
        Bytes engagement = payee.engagement();
        assertThat(phones.payer.phone().unresolvedUnder(engagement)).isEmpty();

        Conversation conversation = phones.converse(payee).withoutValidator().run();

        assertThat(phones.payer.restart().phone().unresolvedUnder(engagement))
                .isEqualTo(conversation.result(Side.PAYER).d());
    }

    // cites PAY-41, VAL-02
    @Test
    void takesTheOutcomeByItsOwnSubmissionWhenThePayeeIsGone() throws ProtocolException {
        TwoPhones phones = new TwoPhones(25);
        Conversation conversation =
                phones.converse(phones.request()).withoutValidator().run();
        Bytes d = conversation.result(Side.PAYER).d().orElseThrow();

        phones.sync(phones.payer.restart());

        assertThat(phones.ledger.settled()).containsExactly(d);
        assertThat(phones.payer.phone().unresolved()).isEmpty();
        assertThat(phones.payee.phone().unresolved()).containsExactly(d);
        phones.sync(phones.payee);
        assertThat(phones.payee.phone().unresolved()).isEmpty();
        assertThat(phones.ledger.settled()).containsExactly(d);
    }

    // cites PAY-41, PAY-50, PAY-41a, VAL-28
    @Test
    void givesUpOnlyAFinalErrorAfterTheTimeToSettle() throws ProtocolException {
        TwoPhones phones = new TwoPhones(26);
        Conversation conversation =
                phones.converse(phones.request()).withoutValidator().run();
        Bytes d = conversation.result(Side.PAYER).d().orElseThrow();
        Phone payer = phones.payer.phone();
        long over = NOW + 120 + 60 + 1;

        assertThat(payer.giveUp(d, ErrorCode.AUTHORIZATION_EXPIRED, over - 1)).isEmpty();
        assertThat(payer.giveUp(d, ErrorCode.TRY_LATER, over)).isEmpty();
        assertThat(payer.giveUp(d, ErrorCode.NOT_FOUND, over)).isEmpty();
        assertThat(payer.giveUp(d, ErrorCode.TLS_PIN_MISMATCH, over)).isEmpty();
        assertThat(payer.giveUp(d, ErrorCode.HANDSHAKE_FAILED, over)).isEmpty();
        assertThat(payer.unresolved()).containsExactly(d);
        assertThat(payer.giveUp(d, ErrorCode.AUTHORIZATION_EXPIRED, over)).isPresent();
        assertThat(payer.unresolved()).isEmpty();
    }

    // cites PAY-43
    @Test
    void aPendingPaymentIsResumedAndNotSignedAgain()
            throws InvalidProtocolBufferException, ProtocolException {
        TwoPhones phones = new TwoPhones(27);
        phones.ledger.decideAs(PaymentStatus.PAYMENT_STATUS_PENDING);
        Bytes request = phones.request();
        Conversation first = phones.converse(request).run();

        Conversation second = phones.converse(request).run();

        assertThat(second.authorized()).isEqualTo(first.authorized()).hasSize(1);
        assertThat(second.result(Side.PAYER).status()).isEqualTo(PaymentResult.Status.PENDING);
    }

    /** Another payer has paid in between: the first authorization still ends, with a refusal. */
    // cites PAY-55
    @Test
    void hearsOfTheFirstAuthorizationAfterAnotherPayerHasPaid() throws ProtocolException {
        TwoPhones phones = new TwoPhones(28);
        Bytes request = phones.request();
        Conversation first = phones.converse(request).withoutValidator().run();
        HostedPhone another = HostedPhone.enrol(phones.validator, "another", phones.random);
        PayeeSession payee = phones.receive(request, false);
        new Conversation(
                        another,
                        another.phone().pay(payee.engagement()),
                        phones.payee,
                        payee,
                        phones.ledger,
                        NOW)
                .run();
        assertThat(phones.payee.restart().phone().unresolved())
                .containsExactly(first.result(Side.PAYEE).d().orElseThrow());

        phones.sync();

        assertThat(phones.payee.phone().unresolved()).isEmpty();
        assertThat(phones.payer.phone().unresolved()).isEmpty();
        assertThat(phones.ledger.settled()).hasSize(1);
        assertThat(phones.isOpen(request)).isFalse();
    }

    /** A final error is no decision: it may come from a machine in between. */
    // cites PAY-55, VAL-28
    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"NOT_FOUND", "SUBMITTER_INVALID", "TRY_LATER"})
    void thePayeeKeepsWhatItHasAcceptedWhateverTheError(ErrorCode error) throws ProtocolException {
        TwoPhones phones = new TwoPhones(29);

        Conversation conversation =
                phones.converse(phones.request()).withoutValidator(error).run();

        for (Side side : Side.values()) {
            PaymentResult result = conversation.result(side);
            assertThat(result.status()).isEqualTo(PaymentResult.Status.UNRESOLVED);
            assertThat(result.code()).hasValue(error);
        }
        assertThat(phones.payee.restart().phone().unresolved()).hasSize(1);
        phones.sync(phones.payee);
        assertThat(phones.ledger.settled()).hasSize(1);
    }

    @Test
    void givesUpOnlyWhatItHolds() throws ProtocolException {
        Phone payer = new TwoPhones(29).payer.phone();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> payer.giveUp(Bytes.ofUtf8("no d"), ErrorCode.NOT_FOUND, 2 * NOW));
    }

    /** What a payee has accepted before may be paid, however badly the next conversation goes. */
    @Test
    void thePayeeKnowsThatItMayBePaidWhenALaterConversationFails() throws ProtocolException {
        TwoPhones phones = new TwoPhones(19);
        Bytes request = phones.request();
        Conversation first = phones.converse(request).withoutValidator().run();

        Conversation second = phones.converse(request).killing(Side.PAYER, 2).run();

        assertThat(second.result(Side.PAYEE).status()).isEqualTo(PaymentResult.Status.UNRESOLVED);
        assertThat(second.result(Side.PAYEE).d())
                .isEqualTo(first.result(Side.PAYEE).d());
    }

    /** A host that writes in the background may hear of the end before the write is done. */
    @Test
    void takesAWriteThatEndsAfterTheConversation() throws ProtocolException {
        HostilePayer payer = new HostilePayer(18);
        payer.accept(payer.authorize().getAuthorization());
        HostilePayee payee = new HostilePayee(17);
        payee.offer(payee.offer().build());
        payee.payer.approve(1250, payee.phones.payer.phone().consent(""), NOW);

        assertThat(payer.payee.end(ErrorCode.PEER_GONE)).hasSize(1);
        assertThat(payee.payer.deadlinePassed()).hasSize(1);

        assertThat(payer.payee.persisted(NOW)).isEmpty();
        assertThat(payee.payer.persisted()).isEmpty();
    }

    /** The acceptance was lost, and the payee says again what it had said before. */
    // cites HS-15
    @Test
    void answersARepeatedOfferWithTheSameAcceptance() throws ProtocolException {
        HostilePayee payee = new HostilePayee(16);
        Bytes acceptance = payee.beAuthorized();

        assertThat(payee.payer.received(payee.offerFrame, NOW))
                .containsExactly(new Action.Send(acceptance));
    }

    /** The validator would refuse it; the user is not even asked. */
    // cites PAY-72
    @Test
    void aPaidRequestThatIsShownAnewIsNotPaidAgain() throws ProtocolException {
        TwoPhones phones = new TwoPhones(340);
        Bytes request = phones.request();
        PayeeSession secondLink = phones.receive(request, false);
        phones.converse(request).run();
        phones.payer.restart();

        Conversation second = phones.converse(secondLink).run();

        assertThat(second.actions(Side.PAYER, Action.AskUser.class)).isEmpty();
        assertThat(second.result(Side.PAYER).status())
                .isEqualTo(PaymentResult.Status.NOT_AUTHORIZED);
        assertThat(second.result(Side.PAYER).code()).hasValue(ErrorCode.REQUEST_ALREADY_PAID);
    }

    @Test
    void forgetsPaidRequestsThatHaveExpired() throws ProtocolException {
        TwoPhones phones = new TwoPhones(341);
        phones.converse(phones.request()).run();
        phones.now += 10_000;
        phones.converse(phones.request()).run();

        assertThat(phones.payer.stored().getPaidRequestsList()).hasSize(1);
    }
}
