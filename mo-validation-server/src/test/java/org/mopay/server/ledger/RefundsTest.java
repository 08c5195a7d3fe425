package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.EntryKind;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** What a payee gives back, and never more than it was paid. */
class RefundsTest {
    @TempDir
    private Path directory;

    private LedgerKit kit;
    private Phone alice;
    private Phone bob;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
        alice = kit.phone("alice", 1000);
        bob = kit.phone("bob", 50);
    }

    @AfterEach
    void close() throws StoreException {
        kit.assertSound();
        kit.close();
    }

    private PaymentRecord paid(long amount) {
        return kit.pay(alice, bob, amount);
    }

    private void assertRefused(RefundDraft refund, ErrorCode code) {
        assertThat(kit.giveBack(refund).ruling().code()).isEqualTo(code);
    }

    // cites PAY-69
    @Test
    void movesTheAmountBackAndKeepsTheFee() {
        PaymentRecord payment =
                kit.assertSettled(kit.order(alice, bob, 200).fee(7, FeeBearer.PAYEE));

        RefundRecord refund = kit.giveBack(kit.refund(payment, bob, 200));

        assertThat(refund.ruling().isSettled()).isTrue();
        assertThat(refund.giver().balance()).isEqualTo(43);
        assertThat(kit.balance("alice")).isEqualTo(1000);
        assertThat(kit.balance("bob")).isEqualTo(43);
        assertThat(kit.balance("mo:fee")).isEqualTo(7);
    }

    @Test
    void standsInBothStatements() {
        PaymentRecord payment = paid(200);

        RefundRecord refund = kit.giveBack(kit.refund(payment, bob, 80));

        StatementLine given = kit.ledger().statement("bob", 0, 1).get(0);
        StatementLine received = kit.ledger().statement("alice", 0, 1).get(0);
        assertThat(given.kind()).isEqualTo(EntryKind.REFUND);
        assertThat(given.amount()).isEqualTo(-80);
        assertThat(received.kind()).isEqualTo(EntryKind.REFUND);
        assertThat(received.amount()).isEqualTo(80);
        assertThat(received.paymentId()).isEqualTo(payment.identity().paymentId());
        assertThat(received.refundId()).isEqualTo(refund.identity().paymentId());
        assertThat(received.memo()).isEqualTo("too salty");
    }

    // cites PAY-70
    @Test
    void givesBackInPartsUpToTheWholePayment() {
        PaymentRecord payment = paid(200);

        kit.giveBack(kit.refund(payment, bob, 150));
        assertRefused(kit.refund(payment, bob, 51), ErrorCode.REFUND_EXCEEDS_PAYMENT);
        kit.giveBack(kit.refund(payment, bob, 50));
        assertRefused(kit.refund(payment, bob, 1), ErrorCode.REFUND_EXCEEDS_PAYMENT);

        assertThat(kit.balance("alice")).isEqualTo(1000);
    }

    // cites PAY-70
    @Test
    void givesBackNoMoreThanThePaymentHoweverManyAreAskedForAtOnce() {
        PaymentRecord payment = paid(200);

        List<CompletableFuture<RefundRecord>> all = IntStream.range(0, 30)
                .mapToObj(i -> new GiveBack(kit.refund(payment, bob, 30).build()))
                .map(each -> kit.ledger().submit(each).toCompletableFuture())
                .toList();

        assertThat(all)
                .extracting(CompletableFuture::join)
                .filteredOn(each -> each.ruling().isSettled())
                .hasSize(6);
        assertThat(kit.balance("alice")).isEqualTo(980);
    }

    // cites PAY-70
    @Test
    void remembersWhatWasGivenBackOverARestart() throws StoreException {
        PaymentRecord payment = paid(200);
        kit.giveBack(kit.refund(payment, bob, 150));

        kit.close();
        kit = kit.reopen(SqliteLedgerStore.open(directory));

        assertRefused(kit.refund(payment, bob, 51), ErrorCode.REFUND_EXCEEDS_PAYMENT);
    }

    // cites PAY-70
    @Test
    void isNotFooledByAStrangersRefusedRefundInTheSameBatch() {
        PaymentRecord payment = paid(200);
        kit.giveBack(kit.refund(payment, bob, 200));
        Phone carol = kit.phone("carol", 500);

        GiveBack strangers = new GiveBack(kit.refund(payment, carol, 1).build());
        GiveBack again = new GiveBack(kit.refund(payment, bob, 1).build());
        CompletableFuture<RefundRecord> first =
                kit.ledger().submit(strangers).toCompletableFuture();
        CompletableFuture<RefundRecord> second = kit.ledger().submit(again).toCompletableFuture();

        assertThat(first.join().ruling().code()).isEqualTo(ErrorCode.NOT_REFUNDABLE);
        assertThat(second.join().ruling().code()).isEqualTo(ErrorCode.REFUND_EXCEEDS_PAYMENT);
    }

    // cites PAY-71
    @Test
    void givesBackOnceHoweverOftenItIsSent() {
        RefundDraft refund = kit.refund(paid(200), bob, 80);

        RefundRecord first = kit.giveBack(refund);
        RefundRecord second = kit.giveBack(refund);

        assertThat(second).isEqualTo(first);
        assertThat(kit.balance("alice")).isEqualTo(880);
    }

    @Test
    void recordsNothingForTheSameTermsInAnotherRefund() {
        RefundDraft refund = kit.refund(paid(200), bob, 80);
        kit.giveBack(refund);

        refund.digest = kit.digest();

        assertThatThrownBy(() -> kit.giveBack(refund))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BOX_CHANGED));
    }

    // cites PAY-70
    @Test
    void isRefusedWithoutFundsAndMayBeSignedAgainLater() {
        PaymentRecord payment = paid(200);
        kit.pay(bob, kit.phone("carol", 0), 150);

        assertRefused(kit.refund(payment, bob, 200), ErrorCode.INSUFFICIENT_FUNDS);
        kit.topUp("bob", 100);

        assertThat(kit.giveBack(kit.refund(payment, bob, 200)).ruling().isSettled())
                .isTrue();
    }

    @Test
    void refundsWhatWasReceivedWithAnotherPhoneOfTheAccount() {
        PaymentRecord payment = paid(200);

        RefundRecord refund = kit.giveBack(kit.refund(payment, kit.enrol("bob"), 200));

        assertThat(refund.ruling().isSettled()).isTrue();
    }

    // cites PAY-68
    @Test
    void refundsNothingThatIsNotASettledPaymentToTheAccount() {
        PaymentRecord payment = paid(200);
        OrderDraft refused = kit.order(alice, bob, 5000);
        PaymentRecord unpaid = kit.settle(refused).payment();
        RefundDraft otherD = kit.refund(payment, bob, 1);
        otherD.d = kit.digest();
        RefundDraft otherAsset = kit.refund(payment, bob, 1);
        otherAsset.asset = new Asset("USD", 2);
        RefundDraft otherExponent = kit.refund(payment, bob, 1);
        otherExponent.asset = new Asset("EUR", 0);
        RefundDraft unknown = kit.refund(payment, bob, 1);
        unknown.paymentId = kit.digest();

        assertRefused(kit.refund(payment, alice, 1), ErrorCode.NOT_REFUNDABLE);
        assertRefused(kit.refund(unpaid, bob, 1), ErrorCode.NOT_REFUNDABLE);
        assertRefused(otherD, ErrorCode.NOT_REFUNDABLE);
        assertRefused(otherAsset, ErrorCode.NOT_REFUNDABLE);
        assertRefused(otherExponent, ErrorCode.NOT_REFUNDABLE);
        assertRefused(unknown, ErrorCode.NOT_REFUNDABLE);
        assertThat(kit.balance("alice")).isEqualTo(800);
    }

    @Test
    void countsAWrongPasswordAgainstTheDevice() {
        PaymentRecord payment = paid(200);
        for (int i = 0; i < 3; i++) {
            RefundDraft wrong = kit.refund(payment, bob, 1);
            wrong.otpCorrect = false;
            assertRefused(wrong, ErrorCode.OTP_WRONG);
        }

        assertThatThrownBy(() -> kit.giveBack(kit.refund(payment, bob, 1)))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OTP_LOCKED));
    }
}
