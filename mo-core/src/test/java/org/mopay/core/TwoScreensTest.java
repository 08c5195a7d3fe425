package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.mopay.core.Conversation.Side;
import org.mopay.core.PaymentResult.Status;
import org.mopay.core.RequestDraft.Sharing;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.StoredOutcome;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One phone in two conversations at once, or in one while its outbox is worked off. */
class TwoScreensTest {
    private static final String CODE = "492039";

    private final TwoPhones phones;

    TwoScreensTest() throws ProtocolException {
        phones = new TwoPhones(350);
    }

    @FunctionalInterface
    private interface Step {
        void take() throws ProtocolException;
    }

    private static void uncheck(Step step) {
        try {
            step.take();
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private Conversation conversing(HostedPhone payer, Bytes request) throws ProtocolException {
        PayeeSession payee = phones.receive(request, false);
        return new Conversation(
                        payer,
                        payer.phone().pay(payee.engagement()),
                        phones.payee,
                        payee,
                        phones.ledger,
                        phones.now)
                .withPin("");
    }

    private HostedPhone another() throws ProtocolException {
        return HostedPhone.enrol(phones.validator, "another", phones.random);
    }

    private static void approve(
            Conversation conversation, HostedPhone payer, Step meanwhile, List<UserConsent> given) {
        conversation.approving((session, proposal, now) -> {
            meanwhile.take();
            given.add(payer.phone().consent(""));
            return session.approve(1250, given.get(0), now);
        });
    }

    // cites PAY-72
    @Test
    void whatWasPaidOnOneScreenIsNotSignedAgainOnTheOther() throws Exception {
        Bytes request = phones.request();
        Conversation late = phones.converse(phones.receive(request, false));
        List<UserConsent> given = new ArrayList<>();
        approve(late, phones.payer, () -> phones.converse(request).run(), given);
        late.run();

        assertThat(late.result(Side.PAYER).status()).isEqualTo(Status.NOT_AUTHORIZED);
        assertThat(late.result(Side.PAYER).code()).hasValue(ErrorCode.REQUEST_ALREADY_PAID);
        assertThat(late.authorized()).isEmpty();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> given.get(0).otpSecret().expose());
        assertThat(phones.payer.phone().unusedAliases(phones.now))
                .isEqualTo(TestValidator.POOL_SIZE - 1);
    }

    // cites PAY-55, PAY-55a
    @Test
    void anAuthorizationOfARequestThatWasPaidMeanwhileIsDeclined() throws ProtocolException {
        Bytes request = phones.request();
        HostedPhone late = another();
        Conversation second = conversing(late, request);
        approve(second, late, () -> phones.converse(request).run(), new ArrayList<>());
        second.run();

        assertThat(second.result(Side.PAYEE).status()).isEqualTo(Status.NOT_AUTHORIZED);
        assertThat(second.result(Side.PAYER).status()).isEqualTo(Status.UNRESOLVED);
        for (Side side : Side.values()) {
            assertThat(second.result(side).code()).hasValue(ErrorCode.REQUEST_ALREADY_PAID);
        }
        assertThat(phones.payee.phone().unresolved()).isEmpty();
        phones.sync(late);
        assertThat(late.phone().unresolved()).isEmpty();
        assertThat(phones.ledger.settled()).hasSize(1);
    }

    // cites PAY-66, PAY-55a
    @Test
    void anAuthorizationOfARequestThatWasCancelledMeanwhileIsDeclined() throws ProtocolException {
        Bytes request = phones.request();
        Conversation conversation = phones.converse(request);
        Step cancel = () -> phones.payee.persist(
                List.of(phones.payee.phone().cancelRequest(request, phones.now)));
        approve(conversation, phones.payer, cancel, new ArrayList<>());
        conversation.run();

        assertThat(conversation.result(Side.PAYEE).code()).hasValue(ErrorCode.REQUEST_CANCELLED);
        assertThat(phones.payee.phone().unresolved()).isEmpty();
        assertThat(phones.ledger.decided()).isEmpty();
    }

    private static RequestDraft forTwo() {
        return new RequestDraft(
                        new Amount(1250, "USD", 2), "dinner", "", 300, FeeBearer.FEE_BEARER_PAYEE)
                .sharedBy(new Sharing(OptionalLong.empty(), OptionalInt.of(2), true));
    }

    // cites PAY-43, PAY-13a
    @Test
    void aPaymentThatIsResumedCountsOnceForASharedRequest() throws ProtocolException {
        int actions = phones.converse(phones.payee.request(forTwo(), phones.now))
                .withPin("")
                .run()
                .actions(Side.PAYER);
        for (int before = 0; before < actions; before++) {
            TwoScreensTest again = new TwoScreensTest();
            again.letTwoPay(before);
        }
    }

    private void letTwoPay(int killedBefore) throws ProtocolException {
        Bytes request = phones.payee.request(forTwo(), phones.now);
        conversing(phones.payer, request).killing(Side.PAYER, killedBefore).run();
        phones.payer.restart();
        conversing(phones.payer, request).run();
        phones.sync();

        assertThat(phones.ledger.settled()).hasSize(1);
        assertThat(phones.isOpen(request)).as("killed before %d", killedBefore).isTrue();
        conversing(another(), request).run();
        assertThat(phones.ledger.settled()).hasSize(2);
        assertThat(phones.isOpen(request)).isFalse();
    }

    // cites PAY-53, PAY-13a
    @Test
    void theOutboxMayBeWorkedOffInTheMiddleOfAConversation() throws ProtocolException {
        for (boolean shared : new boolean[] {false, true}) {
            HostilePayer payer = new HostilePayer(new TwoPhones(351));
            if (shared) {
                TwoPhones fresh = new TwoPhones(352);
                payer = new HostilePayer(
                        fresh, fresh.receive(fresh.payee.request(forTwo(), fresh.now), false));
            }
            TwoPhones own = payer.phones;
            payer.accept(payer.authorize().getAuthorization());
            own.payee.persist(List.of(own.payee.phone().stored()));
            Action.Submit submit =
                    (Action.Submit) payer.payee.persisted(own.now).get(0);
            own.sync(own.payee);

            Outcome outcome = own.ledger.send(submit.outgoing(), own.now);
            List<Action> answered = payer.payee.answered(MessageType.OUTCOME.encode(outcome));
            own.payee.persist(((Action.Persist) answered.get(0)).changes());
            assertThat(payer.payee.persisted(own.now)).first().isInstanceOf(Action.Send.class);
            assertThat(payer.payee.end(ErrorCode.PEER_GONE))
                    .extracting(action -> ((Action.Finish) action).result().status())
                    .containsExactly(Status.SETTLED);
            assertThat(own.payee.stored().getRequestsCount()).isEqualTo(shared ? 1 : 0);
        }
    }

    // cites PAY-61
    @Test
    void aPendingOutcomeThatComesLateDoesNotHideTheFinalOne() throws ProtocolException {
        phones.ledger.waitForCode(CODE);
        Bytes request = phones.request();
        Conversation conversation = phones.converse(request).over((from, number, frame) -> {
            if (from == Side.PAYEE && number == 1) {
                uncheck(this::stepUpWithoutThePayee);
            }
            return List.of(frame);
        });
        conversation.run();

        assertThat(phones.ledger.settled()).hasSize(1);
        assertThat(conversation.result(Side.PAYER).status()).isEqualTo(Status.UNRESOLVED);
        assertThat(phones.payer.restart().phone().unresolved()).isEmpty();
        assertThat(phones.payer.history())
                .extracting(TwoScreensTest::status)
                .containsExactly(PaymentStatus.PAYMENT_STATUS_SETTLED);
    }

    private void stepUpWithoutThePayee() throws ProtocolException {
        Bytes d = phones.payer.phone().unresolved().get(0);
        phones.sync(phones.payer);
        Outgoing answer = phones.payer.phone().answerStepUp(d, CODE);
        phones.payer.persist(phones.payer
                .phone()
                .resolve(d, phones.ledger.send(answer, phones.now))
                .changes());
    }

    private static PaymentStatus status(StoredOutcome outcome) {
        try {
            return MessageType.DECISION
                    .decode(outcome.getOutcome().getDecision().getBody())
                    .getStatus();
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }
}
