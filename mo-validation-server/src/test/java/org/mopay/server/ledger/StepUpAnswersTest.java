package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PaymentStatus;
import org.mopay.server.ledger.book.PendingReason;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.validation.WaitingRules;

import java.io.IOException;

/** What a payment that waits for a code does with codes. */
class StepUpAnswersTest extends WaitingLedger {
    // cites VAL-49
    @Test
    void isSettledByTheRightCode() {
        PaymentRecord pending = stepUp(order(700, true));

        assertThat(waiting(pending).attemptsLeft()).isEqualTo(ATTEMPTS);
        assertThat(answer(pending, 0, TIME_STEP).payment().ruling()).isEqualTo(Ruling.settled());
        assertBalances(297, 0, 700, 3);
    }

    // cites VAL-48
    @Test
    void isReviewedWhenTheAccountHasNoSecondFactor() {
        PaymentRecord pending = kit.settle(order(700, true)).payment();

        assertPending(pending, PendingReason.REVIEW);
        assertThat(waiting(pending).deadline()).isEqualTo(REVIEW_DEADLINE);
        assertThat(answer(pending, 0, TIME_STEP)).isEqualTo(new Decision(pending, true));
    }

    // cites VAL-49, PAY-62
    @Test
    void countsWrongCodesAndIsRefusedAfterTheLast() {
        PaymentRecord pending = stepUp(order(700, true));

        PaymentRecord second = answer(pending, 0, null).payment();
        assertThat(waiting(second).attemptsLeft()).isEqualTo(2);
        assertThat(answer(pending, 0, null)).isEqualTo(new Decision(second, true));
        assertThat(answer(pending, 0, TIME_STEP)).isEqualTo(new Decision(second, true));
        PaymentRecord third = answer(pending, 1, null).payment();
        assertThat(waiting(third).attemptsLeft()).isEqualTo(1);
        PaymentRecord refused = answer(pending, 2, null).payment();

        assertThat(refused.ruling().code()).isEqualTo(ErrorCode.OTP_WRONG);
        assertThat(answer(pending, 2, TIME_STEP)).isEqualTo(new Decision(refused, true));
        assertBalances(1000, 0, 0, 0);
    }

    // cites VAL-49
    @Test
    void countsATimeStepOnce() {
        answer(stepUp(order(10, true)), 0, TIME_STEP);
        PaymentRecord pending = stepUp(order(10, true));

        assertThat(answer(pending, 0, TIME_STEP).payment().ruling().isPending()).isTrue();
        assertThat(answer(pending, 1, TIME_STEP - 1).payment().ruling().isPending())
                .isTrue();
        assertThat(answer(pending, 2, TIME_STEP + 1).payment().ruling())
                .isEqualTo(Ruling.settled());
    }

    // cites VAL-49
    @Test
    void settlesNothingWithACodeOfADeviceThatIsFrozenOrAfterTheDeadline() {
        PaymentRecord late = stepUp(order(10, true));
        Decision expired = kit.send(
                new AnswerStepUp(id(late), 0, SECRET, TIME_STEP, LATER_KEY, CODE_DEADLINE + 1));
        PaymentRecord frozen = stepUp(order(10, true));
        kit.send(new SetDeviceStatus(alice.device(), DeviceStatus.FROZEN, "", LATER));

        assertThat(expired.payment().ruling().code()).isEqualTo(ErrorCode.AUTHORIZATION_EXPIRED);
        assertThat(answer(frozen, 0, TIME_STEP).payment().ruling().code())
                .isEqualTo(ErrorCode.DEVICE_FROZEN);
        assertBalances(1000, 0, 0, 0);
    }

    // cites VAL-49
    @Test
    void takesNoCodeOfAGeneratorThatWasReplaced() {
        PaymentRecord pending = stepUp(order(10, true));
        kit.send(new SetSecondFactor("alice", Bytes.ofUtf8("another"), "", LATER));

        assertThat(answer(pending, 0, TIME_STEP)).isEqualTo(new Decision(pending, true));
    }

    // cites VAL-49a
    @Test
    void letsTheAccountWaitAfterWrongCodesWhicheverPaymentsTheyAreFor() throws StoreException {
        PaymentRecord first = stepUp(order(10, true));
        PaymentRecord second = stepUp(order(10, true));
        answer(first, 0, null);
        answer(first, 1, null);
        answer(second, 0, null);
        restart();

        assertRefused(() -> answer(second, 1, TIME_STEP, LATER + 59), ErrorCode.OTP_LOCKED);
        assertRefused(() -> answer(first, 2, null, LATER + 59), ErrorCode.OTP_LOCKED);
        assertThat(kit.ledger().pendingPayments(0, 9))
                .extracting(payment -> waiting(payment).attemptsLeft())
                .containsExactly(1, 2);
        answer(second, 1, null, LATER + 60);
        assertRefused(() -> answer(second, 2, TIME_STEP, LATER + 179), ErrorCode.OTP_LOCKED);
        assertThat(answer(second, 2, TIME_STEP, LATER + 180).payment().ruling())
                .isEqualTo(Ruling.settled());
        assertThat(answer(first, 2, TIME_STEP + 1, LATER + 180).payment().ruling())
                .isEqualTo(Ruling.settled());
    }

    // cites VAL-49a
    @Test
    void forgivesWrongCodesAfterARightOneAndWithAnotherGenerator() {
        PaymentRecord first = stepUp(order(10, true));
        answer(first, 0, null);
        answer(first, 1, null);
        answer(first, 2, TIME_STEP);
        PaymentRecord second = stepUp(order(10, true));
        answer(second, 0, null);
        answer(second, 1, null);
        PaymentRecord third = stepUp(order(10, true));
        answer(third, 0, null);
        kit.send(new SetSecondFactor("alice", Bytes.ofUtf8("another"), "", LATER));
        kit.send(new SetSecondFactor("alice", SECRET, "", LATER));

        assertThat(answer(third, 1, TIME_STEP).payment().ruling()).isEqualTo(Ruling.settled());
    }

    // cites VAL-49
    @Test
    void countsAsManyAttemptsAsTheRegistryHas() throws IOException {
        assertThat(WaitingRules.STEP_UP_ATTEMPTS)
                .isEqualTo(Math.toIntExact(Limits.of("step_up_attempts")));
    }

    // cites VAL-03, VAL-05
    @Test
    void standsAfterARestartAsItStood() throws StoreException {
        OrderDraft ended = order(10, true);
        PaymentRecord settled = answer(stepUp(ended), 0, TIME_STEP).payment();
        OrderDraft open = order(20, true);
        PaymentRecord waits = answer(stepUp(open), 0, null).payment();

        restart();

        assertThat(kit.settle(ended)).isEqualTo(new Decision(settled, true));
        assertThat(kit.settle(open)).isEqualTo(new Decision(waits, true));
        assertThat(kit.ledger().pendingPayments(0, 9)).containsExactly(waits);
        assertThat(kit.ledger().pendingPayment(open.d)).contains(waits);
        assertThat(kit.ledger().pending()).isEqualTo(1);
        assertThat(answer(waits, 1, TIME_STEP).payment().ruling().isPending()).isTrue();
        assertThat(answer(waits, 2, TIME_STEP + 1).payment().ruling().status())
                .isEqualTo(PaymentStatus.SETTLED);
    }
}
