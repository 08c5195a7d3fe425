package org.mopay.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.Adjust;
import org.mopay.server.ledger.AnswerStepUp;
import org.mopay.server.ledger.CancelPayment;
import org.mopay.server.ledger.Decision;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.OrderDraft;
import org.mopay.server.ledger.Phone;
import org.mopay.server.ledger.PostTransfer;
import org.mopay.server.ledger.RefundDraft;
import org.mopay.server.ledger.ReserveTransfer;
import org.mopay.server.ledger.ReviewPayment;
import org.mopay.server.ledger.SetSecondFactor;
import org.mopay.server.ledger.VoidTransfer;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.LedgerSum;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.Posting;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferRecord;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What every store promises. A test of a store extends this and says how to open one. */
public abstract class LedgerStoreContract {
    private static final Asset EUR = new Asset("EUR", 2);

    @TempDir
    private Path directory;

    /** Opens the store that is kept under the directory, which may be empty. */
    protected abstract LedgerStore open(Path directory) throws StoreException;

    /** Reads what is kept under the directory, as a command does that is no server. */
    protected abstract LedgerReader read(Path directory) throws StoreException;

    /** Does something to the store, which is closed, that no version of the program does. */
    protected abstract void alter(String sql) throws Exception;

    protected Path directory() {
        return directory;
    }

    @Test
    void startsEmpty() throws StoreException {
        try (LedgerStore store = open(directory);
                LedgerReader reader = store.openReader()) {
            assertThat(reader.sums()).isEmpty();
            assertThat(reader.account("alice")).isEmpty();
        }
    }

    @Test
    void handsOverAfterReopeningWhatWasCommitted() throws StoreException {
        try (LedgerStore store = open(directory)) {
            store.commit(opening("alice", 1, 1));
        }
        try (LedgerStore store = open(directory)) {
            Image image = new Image();
            store.load(image);

            assertThat(image.accounts())
                    .containsExactly(new Account(1, "alice", AccountKind.WALLET, null));
            assertThat(image.balances()).containsExactly(new AccountBalance(1, "EUR", 5, 1));
            assertThat(image.assets()).containsExactly(new AssetUse(EUR, 0));
            assertThat(image.lastPosting()).isEqualTo(1);
        }
    }

    @Test
    void showsReadersWhatIsCommitted() throws StoreException {
        try (LedgerStore store = open(directory);
                LedgerReader reader = store.openReader()) {
            store.commit(opening("alice", 1, 1));

            assertThat(reader.account("alice")).isPresent();
            assertThat(reader.sums()).containsExactly(new LedgerSum(EUR, 5, 5, 0));
        }
    }

    @Test
    void writesNothingOfABatchThatFails() throws StoreException {
        try (LedgerStore store = open(directory)) {
            store.commit(opening("alice", 1, 1));
            Batch sameSequence = opening("bob", 2, 1);
            assertThatThrownBy(() -> store.commit(sameSequence)).isInstanceOf(StoreException.class);
        }
        try (LedgerStore store = open(directory);
                LedgerReader reader = store.openReader()) {
            assertThat(reader.account("alice")).isPresent();
            assertThat(reader.account("bob")).isEmpty();
        }
    }

    @Test
    void isOpenOnceAtATime() throws StoreException {
        try (LedgerStore store = open(directory)) {
            assertThat(catchThrowableOfType(StoreException.class, () -> open(directory))
                            .code())
                    .isEqualTo(ErrorCode.DATA_DIRECTORY_LOCKED);
            store.commit(opening("alice", 1, 1));
        }
        open(directory).close();
    }

    @Test
    void goesOnAfterARestartWhereItStopped() throws StoreException {
        LedgerKit before = LedgerKit.open(open(directory));
        Phone alice = before.phone("alice", 1000);
        Phone bob = before.phone("bob", 0);
        OrderDraft settled = before.order(alice, bob, 100);
        PaymentRecord payment = before.settle(settled).payment();
        OrderDraft refused = before.order(alice, bob, 5000);
        PaymentRecord refusal = before.settle(refused).payment();
        before.close();

        try (LedgerKit after = before.reopen(open(directory))) {
            assertThat(after.settle(settled).payment()).isEqualTo(payment);
            assertThat(after.settle(refused).payment()).isEqualTo(refusal);
            assertThat(after.balance("alice")).isEqualTo(900);
            assertThat(after.pay(alice, bob, 900).entry()).isGreaterThan(refusal.entry());
            after.assertSound();
        }
    }

    @Test
    void keepsRefundsCancellationsAdjustmentsAndTransfers() throws StoreException {
        LedgerKit before = LedgerKit.open(open(directory));
        Phone alice = before.phone("alice", 1000);
        Phone bob = before.phone("bob", 0);
        PaymentRecord payment = before.pay(alice, bob, 100);
        RefundDraft refund = before.refund(payment, bob, 60);
        RefundRecord given = before.giveBack(refund);
        OrderDraft unwanted = before.order(alice, bob, 5);
        Decision cancelled = before.send(new CancelPayment(unwanted.build()));
        before.send(new Adjust(
                "alice", AccountKind.FLOAT, EUR, -10, "paid out", "adjust", LedgerKit.NOW));
        TransferRecord ended = before.send(hold("ended"));
        TransferEnd end = before.send(new VoidTransfer("ended", "", LedgerKit.NOW));
        before.send(hold("open"));
        before.close();

        try (LedgerKit after = before.reopen(open(directory))) {
            assertThat(after.giveBack(refund)).isEqualTo(given);
            assertThat(after.giveBack(after.refund(payment, bob, 41)).ruling().code())
                    .isEqualTo(ErrorCode.REFUND_EXCEEDS_PAYMENT);
            assertThat(after.settle(unwanted).payment()).isEqualTo(cancelled.payment());
            assertThat(after.send(hold("ended"))).isEqualTo(ended);
            assertThat(after.send(new VoidTransfer("ended", "", LedgerKit.NOW))).isEqualTo(end);
            assertThat(after.send(new PostTransfer("open", 7, "", LedgerKit.NOW))
                            .posted())
                    .isEqualTo(7);
            assertThat(after.ledger().statement("alice", 0, 9)).hasSize(8);
            after.assertSound();
        }
    }

    @Test
    void keepsPaymentsThatWaitAndHowTheyEnded() throws StoreException {
        LedgerKit before = LedgerKit.open(open(directory));
        Phone alice = before.phone("alice", 1000);
        Phone bob = before.phone("bob", 0);
        Bytes secret = before.digest();
        before.send(new SetSecondFactor("alice", secret, "", LedgerKit.NOW));
        OrderDraft shared =
                before.order(alice, bob, 10).shareable(100L, null, true).waiting();
        PaymentRecord refused = before.settle(shared).payment();
        refused = before.send(review(refused, false)).payment();
        OrderDraft again = shared.again(before, alice).waiting();
        PaymentRecord settled = before.settle(again).payment();
        settled = before.send(review(settled, true)).payment();
        OrderDraft open = before.order(alice, bob, 20).waiting();
        PaymentRecord pending = before.settle(open).payment();
        pending = before.send(code(pending, 0, secret, null)).payment();
        before.close();

        try (LedgerKit after = before.reopen(open(directory))) {
            assertThat(after.settle(shared).payment()).isEqualTo(refused);
            assertThat(after.settle(again).payment()).isEqualTo(settled);
            assertThat(after.settle(open).payment()).isEqualTo(pending);
            assertThat(after.ledger().pendingPayment(again.d())).contains(settled);
            assertThat(after.ledger().pendingPayments(0, 9)).containsExactly(pending);
            after.assertRefused(shared.again(after, alice), ErrorCode.REQUEST_ALREADY_PAID);
            assertThat(after.balance("mo:pending")).isEqualTo(20);
            assertThat(after.send(code(pending, 1, secret, 7L))
                            .payment()
                            .ruling()
                            .isSettled())
                    .isTrue();
            assertThat(after.ledger().statement("bob", 0, 9)).hasSize(2);
            after.assertSound();
        }
    }

    @Test
    void listsWhatWaitsPageByPage() throws StoreException {
        try (LedgerKit kit = LedgerKit.open(open(directory))) {
            Phone alice = kit.phone("alice", 1000);
            Phone bob = kit.phone("bob", 0);
            List<PaymentRecord> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(kit.settle(kit.order(alice, bob, 10).waiting()).payment());
            }
            kit.send(review(all.remove(1), true));
            List<PaymentRecord> first = kit.ledger().pendingPayments(0, 3);

            assertThat(first).isEqualTo(all.subList(0, 3));
            assertThat(kit.ledger().pendingPayments(first.get(2).entry(), 3))
                    .isEqualTo(all.subList(3, 4));
            assertThat(kit.ledger().pendingPayments(all.get(3).entry(), 3)).isEmpty();
        }
    }

    // cites VAL-39a
    @Test
    void loadsNoLedgerThatHasNoRoomForWhatIsGivenBack() throws Exception {
        try (LedgerKit kit = LedgerKit.open(open(directory))) {
            kit.phone("alice", Long.MAX_VALUE);
        }
        alter("UPDATE balance SET amount = " + Long.MIN_VALUE + " WHERE amount < 0");

        StoreException refused =
                catchThrowableOfType(StoreException.class, () -> LedgerKit.open(open(directory)));
        assertThat(refused.code()).isEqualTo(ErrorCode.LEDGER_CORRUPT);
        assertThat(refused).hasMessageContaining("EUR");
        alter("UPDATE balance SET amount = " + -Long.MAX_VALUE + " WHERE amount < 0");
        LedgerKit.open(open(directory)).close();
    }

    @Test
    void bringsALedgerOfAnEarlierVersionUpToDate() throws Exception {
        LedgerKit before = LedgerKit.open(open(directory));
        Phone alice = before.phone("alice", 1000);
        Phone bob = before.phone("bob", 0);
        PaymentRecord ended =
                before.settle(before.order(alice, bob, 10).waiting()).payment();
        before.send(review(ended, true));
        PaymentRecord open =
                before.settle(before.order(alice, bob, 20).waiting()).payment();
        before.send(new SetSecondFactor("alice", before.digest(), "", LedgerKit.NOW + 1));
        before.close();
        makeEarlier();

        try (LedgerKit after = before.reopen(open(directory))) {
            assertThat(after.ledger().pendingPayments(0, 9)).containsExactly(open);
            after.assertSound();
            after.send(review(open, true));
            after.assertSound();
        }
    }

    @Test
    void readsNoLedgerOfAnEarlierVersion() throws Exception {
        open(directory).close();
        read(directory).close();
        makeEarlier();

        StoreException refused = catchThrowableOfType(StoreException.class, () -> read(directory));
        assertThat(refused.code()).isEqualTo(ErrorCode.LEDGER_OUTDATED);
        assertThat(refused).hasMessageContaining("earlier version");
        open(directory).close();
        read(directory).close();
    }

    @Test
    void readsNoLedgerOfALaterVersion() throws Exception {
        open(directory).close();
        alter("INSERT INTO migration (number, name, checksum)"
                + " SELECT 99, '0099-later', checksum FROM migration WHERE number = 1");

        StoreException refused = catchThrowableOfType(StoreException.class, () -> read(directory));
        assertThat(refused.code()).isEqualTo(ErrorCode.LEDGER_CORRUPT);
        assertThat(refused).hasMessageContaining("newer");
    }

    /** The schema before the last two scripts. */
    private void makeEarlier() throws Exception {
        alter("DROP TABLE open_payment");
        alter("DROP TABLE second_factor_event");
        alter(
                "DELETE FROM migration WHERE name LIKE '%open-payments' OR name LIKE '%factor-events'");
    }

    private static ReviewPayment review(PaymentRecord payment, boolean approved) {
        return new ReviewPayment(payment.identity().paymentId(), approved, "", 1, LedgerKit.NOW);
    }

    private static AnswerStepUp code(
            PaymentRecord payment, int challenge, Bytes secret, @Nullable Long timeStep) {
        return new AnswerStepUp(
                payment.identity().paymentId(), challenge, secret, timeStep, 1, LedgerKit.NOW);
    }

    private static ReserveTransfer hold(String id) {
        return new ReserveTransfer(
                id, "alice", "bob", AccountKind.HOLD, EUR, 20, 0, "held", LedgerKit.NOW);
    }

    /** An account with five cents of nobody's money: a store adds nothing up. */
    protected static Batch opening(String name, long number, long sequence) {
        return new Batch(
                List.of(new AssetUse(EUR, 0)),
                List.of(new Account(number, name, AccountKind.WALLET, null)),
                List.of(new AccountBalance(number, "EUR", 5, sequence)),
                List.of(new Posting(sequence, sequence, number, "EUR", 5, 5, 0)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
