package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;

/** Commands that are committed together see what those before them have decided. */
class OneBatchTest {
    @TempDir
    private Path directory;

    private StoreSeam store;
    private LedgerKit kit;
    private Phone alice;
    private Phone bob;

    @BeforeEach
    void open() throws StoreException {
        store = new StoreSeam(SqliteLedgerStore.open(directory));
        kit = LedgerKit.open(store);
        alice = kit.phone("alice", 100);
        bob = kit.phone("bob", 0);
    }

    @AfterEach
    void close() throws StoreException {
        kit.assertSound();
        kit.close();
    }

    // cites VAL-06, VAL-13
    @Test
    void settleAPaymentOnce() {
        PaymentOrder order = kit.order(alice, bob, 60).build();

        Pair<Decision> pair = together(new Settle(order), new Settle(order));
        assertThat(pair.first().join().replayed()).isFalse();
        assertThat(pair.second().join())
                .isEqualTo(new Decision(pair.first().join().payment(), true));
    }

    // cites VAL-04, VAL-13
    @Test
    void spendTheSameMoneyOnce() {
        Pair<Decision> pair = together(
                new Settle(kit.order(alice, bob, 60).build()),
                new Settle(kit.order(alice, bob, 60).build()));

        assertThat(pair.first().join().payment().ruling().isSettled()).isTrue();
        assertThat(pair.second().join().payment().ruling().code())
                .isEqualTo(ErrorCode.INSUFFICIENT_FUNDS);
    }

    // cites PAY-12, VAL-13
    @Test
    void payARequestOnce() {
        OrderDraft first = kit.order(alice, bob, 1);
        OrderDraft second = first.again(kit, kit.enrol("alice"));

        Pair<Decision> pair = together(new Settle(first.build()), new Settle(second.build()));
        assertThat(pair.second().join().payment().ruling().code())
                .isEqualTo(ErrorCode.REQUEST_ALREADY_PAID);
    }

    @Test
    void letAPayerPayASharedRequestOnce() {
        OrderDraft first = kit.order(alice, bob, 1).shareable(null, null, true);
        OrderDraft second = first.again(kit, alice);

        Pair<Decision> pair = together(new Settle(first.build()), new Settle(second.build()));
        assertThat(pair.second().join().payment().ruling().code())
                .isEqualTo(ErrorCode.REQUEST_ALREADY_PAID);
    }

    @Test
    void topUpOnce() {
        TopUp order = new TopUp("bob", LedgerKit.EUR, 5, "cash", "same", LedgerKit.NOW);

        Pair<TopUpRecord> pair = together(order, order);
        assertThat(pair.second().join()).isEqualTo(pair.first().join());
        assertThat(kit.balance("bob")).isEqualTo(5);
    }

    // cites IDC-26
    @Test
    void useACodeOnce() {
        Bytes code = kit.digest();
        kit.send(new CreateActivation(code, "bob", LedgerKit.NOW));
        EnrolDevice first = enrolment(code, kit.digests(1));

        Pair<StoredAnswer> same = together(first, first);
        assertThat(same.second().join()).isEqualTo(new StoredAnswer(first.answer(), true));

        Bytes otherCode = kit.digest();
        kit.send(new CreateActivation(otherCode, "bob", LedgerKit.NOW));
        Pair<StoredAnswer> two = together(
                enrolment(otherCode, kit.digests(1)), enrolment(otherCode, kit.digests(1)));
        assertRefused(two.second(), ErrorCode.ACTIVATION_CODE_INVALID);
    }

    // cites IDC-35, IDC-42
    @Test
    void registerAKeyAndARefillOnce() {
        List<Bytes> keys = kit.digests(2);
        Refill first = refill(alice, keys);

        Pair<StoredAnswer> same = together(first, first);
        assertThat(same.second().join()).isEqualTo(new StoredAnswer(first.answer(), true));

        Pair<StoredAnswer> two =
                together(refill(bob, kit.digests(1)), refill(kit.enrol("bob"), keys));
        assertRefused(two.second(), ErrorCode.KEY_REUSED);
        List<Bytes> shared = kit.digests(1);
        Pair<StoredAnswer> three =
                together(refill(kit.enrol("bob"), shared), refill(kit.enrol("bob"), shared));
        assertRefused(three.second(), ErrorCode.KEY_REUSED);
    }

    private record Pair<R>(CompletableFuture<R> first, CompletableFuture<R> second) {}

    /** Holds the writer in a commit until both commands wait behind it. */
    private <R> Pair<R> together(LedgerCommand<R> first, LedgerCommand<R> second) {
        Phaser commit = new Phaser(2);
        store.beforeCommit(() -> {
            store.beforeCommit(() -> {});
            commit.arriveAndAwaitAdvance();
            commit.arriveAndAwaitAdvance();
        });
        String name = "hold" + kit.digest().slice(0, 8).hex();
        kit.ledger().submit(new OpenAccount(name, AccountKind.WALLET, null));
        commit.arriveAndAwaitAdvance();
        Pair<R> pair = new Pair<>(
                kit.ledger().submit(first).toCompletableFuture(),
                kit.ledger().submit(second).toCompletableFuture());
        commit.arriveAndAwaitAdvance();
        return pair;
    }

    private EnrolDevice enrolment(Bytes code, List<Bytes> keys) {
        Bytes device = kit.digest().slice(0, 8);
        return new EnrolDevice(
                kit.digest(),
                code,
                device,
                kit.digest(),
                kit.digest(),
                keys,
                kit.digest(),
                LedgerKit.NOW);
    }

    private Refill refill(Phone phone, List<Bytes> keys) {
        return new Refill(phone.device(), 1, kit.digest(), LedgerKit.ALIASES, keys, kit.digest());
    }

    private static void assertRefused(CompletableFuture<?> answer, ErrorCode code) {
        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(LedgerException.class)
                .hasMessageContaining(code.code());
    }
}
