package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.OtpPolicy;
import org.mopay.server.ledger.book.StoreException;

import java.io.IOException;

class OtpLockTest extends TwoAccounts {
    // cites OTP-09
    @Test
    void takesItsTimesFromTheRegistry() throws IOException {
        assertThat(OtpPolicy.REGISTRY)
                .isEqualTo(new OtpPolicy(
                        Math.toIntExact(Limits.of("otp_attempts")),
                        Limits.of("otp_lock"),
                        Limits.of("otp_lock_max")));
    }

    // cites OTP-09, OTP-10
    @Test
    void letsTheDeviceWaitAfterTheThirdWrongPassword() {
        failAt(LedgerKit.NOW);
        failAt(LedgerKit.NOW);
        failAt(LedgerKit.NOW);

        LedgerException locked = lockedAt(LedgerKit.NOW + 15);
        assertThat(locked.retryAfter()).isEqualTo(45);
        assertThat(lockedAt(LedgerKit.NOW + 59).retryAfter()).isEqualTo(1);
        payAt(LedgerKit.NOW + 60);
    }

    // cites OTP-10
    @Test
    void recordsNothingWhileTheDeviceWaits() {
        for (int i = 0; i < 3; i++) {
            failAt(LedgerKit.NOW);
        }
        OrderDraft order = orderAt(LedgerKit.NOW + 1, true);
        assertThatThrownBy(() -> kit.settle(order)).isInstanceOf(LedgerException.class);
        assertThat(kit.ledger().payment(order.paymentId())).isEmpty();

        order.at = LedgerKit.NOW + 60;
        kit.assertSettled(order);
    }

    // cites OTP-09
    @Test
    void doublesTheWaitWithEveryFurtherWrongPassword() {
        failAt(LedgerKit.NOW);
        failAt(LedgerKit.NOW);
        long at = LedgerKit.NOW;
        for (long wait = 60; wait <= 240; wait *= 2) {
            failAt(at);
            assertThat(lockedAt(at).retryAfter()).isEqualTo(wait);
            at += wait;
        }
        payAt(at);
    }

    // cites OTP-11
    @Test
    void forgetsWrongPasswordsAfterARightOne() {
        failAt(LedgerKit.NOW);
        failAt(LedgerKit.NOW);
        payAt(LedgerKit.NOW);
        failAt(LedgerKit.NOW);
        failAt(LedgerKit.NOW);

        payAt(LedgerKit.NOW);
    }

    @Test
    void forgetsThemEvenIfThePaymentIsRefusedForSomethingElse() {
        failAt(LedgerKit.NOW);
        failAt(LedgerKit.NOW);
        OrderDraft tooMuch = orderAt(LedgerKit.NOW, true);
        tooMuch.amount = 5000;
        kit.assertRefused(tooMuch, ErrorCode.INSUFFICIENT_FUNDS);
        failAt(LedgerKit.NOW);

        payAt(LedgerKit.NOW);
    }

    @Test
    void locksOneDeviceAndNotItsAccount() {
        for (int i = 0; i < 3; i++) {
            failAt(LedgerKit.NOW);
        }

        kit.pay(kit.enrol("alice"), bob, 1);
    }

    // cites OTP-12
    @Test
    void remembersTheWaitOverARestart() throws StoreException {
        for (int i = 0; i < 3; i++) {
            failAt(LedgerKit.NOW);
        }
        kit.close();
        kit = LedgerKit.open(directory);

        assertThat(lockedAt(LedgerKit.NOW).retryAfter()).isEqualTo(60);
    }

    private OrderDraft orderAt(long at, boolean otpCorrect) {
        OrderDraft order = kit.order(alice, bob, 1);
        order.at = at;
        order.otpCorrect = otpCorrect;
        return order;
    }

    private void failAt(long at) {
        kit.assertRefused(orderAt(at, false), ErrorCode.OTP_WRONG);
    }

    private void payAt(long at) {
        kit.assertSettled(orderAt(at, true));
    }

    private LedgerException lockedAt(long at) {
        LedgerException locked =
                catchThrowableOfType(LedgerException.class, () -> kit.settle(orderAt(at, true)));
        assertThat(locked.code()).isEqualTo(ErrorCode.OTP_LOCKED);
        return locked;
    }
}
