package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.Conversation.Side;
import org.mopay.core.PaymentResult.Status;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A pending payment waits for the payer's code, which the payee relays and can't read. */
class StepUpTest {
    private static final String CODE = "492039";
    private static final String WRONG = "000000";

    private final TwoPhones phones;
    private final Bytes request;

    StepUpTest() throws ProtocolException {
        phones = new TwoPhones(300);
        phones.ledger.waitForCode(CODE);
        request = phones.request();
    }

    private Conversation answering(String... codes) throws ProtocolException {
        Deque<String> rest = new ArrayDeque<>(List.of(codes));
        return phones.converse(request)
                .steppingUp((session, prompt) ->
                        rest.isEmpty() ? session.decline() : session.answerStepUp(rest.remove()));
    }

    private void assertBoth(Conversation conversation, Status status) {
        for (Side side : Side.values()) {
            assertThat(conversation.result(side).status()).as("%s", side).isEqualTo(status);
        }
    }

    // cites PAY-58, PAY-60, PAY-61
    @Test
    void settlesInTheSameConversation() throws ProtocolException {
        Conversation conversation = answering(CODE).run();

        assertBoth(conversation, Status.SETTLED);
        assertThat(phones.ledger.settled()).hasSize(1);
        assertThat(conversation.actions(Side.PAYEE, Action.Submit.class))
                .extracting(submit -> submit.outgoing().route())
                .containsExactly(Outgoing.Route.PAYMENT, Outgoing.Route.STEP_UP);
        assertThat(phones.payer.restart().phone().unresolved()).isEmpty();
        assertThat(phones.payee.restart().phone().unresolved()).isEmpty();
    }

    // cites PAY-58
    @Test
    void asksAgainAfterAWrongCode() throws ProtocolException {
        Conversation conversation = answering(WRONG, CODE).run();

        assertThat(conversation.actions(Side.PAYER, Action.AskStepUp.class))
                .extracting(ask -> ask.prompt().attemptsLeft())
                .containsExactly(2, 1);
        assertBoth(conversation, Status.SETTLED);
    }

    @Test
    void isRefusedWhenEveryAttemptWasWrong() throws ProtocolException {
        Conversation conversation = answering(WRONG, WRONG, CODE).run();

        assertBoth(conversation, Status.REFUSED);
        assertThat(conversation.result(Side.PAYER).code()).hasValue(ErrorCode.OTP_WRONG);
        assertThat(conversation.result(Side.PAYEE).code()).isEmpty();
        assertThat(phones.ledger.settled()).isEmpty();
    }

    // cites PAY-59
    @Test
    void staysPendingWhenTheUserHasNoCode() throws ProtocolException {
        Conversation conversation = answering().run();

        assertBoth(conversation, Status.PENDING);
        Phone payer = phones.payer.restart().phone();
        assertThat(payer.unresolved()).hasSize(1);
        assertThat(phones.isOpen(request)).isTrue();
    }

    /** The app was killed while the user looked for the code: the disk knows what is asked. */
    // cites PAY-59, PAY-61
    @Test
    void isAnsweredLaterFromTheDisk() throws ProtocolException {
        answering().run();
        HostedPhone payer = phones.payer.restart();
        Bytes d = payer.phone().unresolved().get(0);
        assertThat(payer.phone().stepUp(d).orElseThrow().attemptsLeft()).isEqualTo(2);

        payer.persist(payer.phone()
                .resolve(d, phones.ledger.send(payer.phone().answerStepUp(d, CODE), phones.now))
                .changes());
        phones.sync(phones.payee);

        assertThat(phones.ledger.settled()).containsExactly(d);
        assertThat(payer.restart().phone().unresolved()).isEmpty();
        assertThat(phones.payee.restart().phone().unresolved()).isEmpty();
        assertThat(phones.isOpen(request)).isFalse();
    }

    // cites PAY-43, PAY-59
    @Test
    void isAskedAgainOnASecondTap() throws ProtocolException {
        answering().run();
        phones.payer.restart();
        phones.payee.restart();

        Conversation second = answering(CODE).run();

        assertThat(second.actions(Side.PAYER, Action.AskUser.class)).isEmpty();
        assertBoth(second, Status.SETTLED);
        assertThat(phones.ledger.settled()).hasSize(1);
    }

    /** Whichever action one side's app is killed before, and whatever it was asked. */
    // cites PAY-39, PAY-59, HS-44
    @ParameterizedTest
    @EnumSource(Side.class)
    void settlesOnceWhereverOneSideIsKilled(Side killed) throws ProtocolException {
        int actions = answering(CODE).run().actions(killed);
        for (int before = 0; before < actions; before++) {
            StepUpTest again = new StepUpTest();
            again.answering(CODE).killing(killed, before).run();
            (killed == Side.PAYER ? again.phones.payer : again.phones.payee).restart();
            if (again.phones.isOpen(again.request)) {
                again.answering(CODE).run();
            }
            again.phones.sync();

            assertThat(again.phones.ledger.settled()).as("before %d", before).hasSize(1);
            assertThat(again.phones.payer.phone().unresolved()).isEmpty();
            assertThat(again.phones.payee.phone().unresolved()).isEmpty();
        }
    }

    @Test
    void staysPendingWhenTheRelayFails() throws ProtocolException {
        Conversation conversation = phones.converse(request);
        conversation
                .steppingUp((session, prompt) -> {
                    conversation.withoutValidator();
                    return session.answerStepUp(CODE);
                })
                .run();

        assertBoth(conversation, Status.PENDING);
        assertThat(phones.ledger.settled()).isEmpty();
    }

    @Test
    void refusesACodeThatIsNone() throws ProtocolException {
        answering().run();
        Phone payer = phones.payer.restart().phone();
        Bytes d = payer.unresolved().get(0);

        for (String code : List.of("", "12345", "123456789", "12a456")) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> payer.answerStepUp(d, code));
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> payer.answerStepUp(Bytes.copyOf(new byte[32]), CODE));
    }

    /** A payee that replays an old answer burns no attempt. */
    // cites PAY-62
    @Test
    void countsAnAnswerOnce() throws ProtocolException {
        Conversation conversation = answering(WRONG).run();
        Outgoing relayed =
                conversation.actions(Side.PAYEE, Action.Submit.class).get(1).outgoing();

        phones.ledger.send(relayed, phones.now);
        phones.ledger.send(relayed, phones.now);

        assertBoth(answering(CODE).run(), Status.SETTLED);
    }
}
