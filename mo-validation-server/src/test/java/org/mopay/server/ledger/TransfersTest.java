package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.EntryKind;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferOutcome;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.List;

/** Money that is reserved goes on or back, once. */
class TransfersTest extends TwoAccounts {
    private static final long DEADLINE = LedgerKit.NOW + 60;
    private static final int MOST = 1000;

    private TransferRecord reserve(String id, long amount) {
        return kit.send(order(id, amount));
    }

    private static ReserveTransfer order(String id, long amount) {
        return new ReserveTransfer(
                id,
                "alice",
                "bob",
                AccountKind.PENDING,
                LedgerKit.EUR,
                amount,
                DEADLINE,
                "a deposit",
                LedgerKit.NOW);
    }

    private TransferEnd post(String id, long amount) {
        return kit.send(new PostTransfer(id, amount, "done", LedgerKit.NOW));
    }

    private TransferEnd giveUp(String id) {
        return kit.send(new VoidTransfer(id, "not done", LedgerKit.NOW));
    }

    private static void assertRefused(Runnable command, ErrorCode code) {
        assertThatThrownBy(command::run)
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private void assertBalances(long alice, long pending, long bob) {
        assertThat(kit.balance("alice")).isEqualTo(alice);
        assertThat(kit.balance("mo:pending")).isEqualTo(pending);
        assertThat(kit.balance("bob")).isEqualTo(bob);
    }

    // cites VAL-43
    @Test
    void whatIsReservedIsNobodysToSpend() {
        reserve("t", 700);

        assertBalances(300, 700, 0);
        assertRefused(() -> reserve("more", 301), ErrorCode.INSUFFICIENT_FUNDS);
    }

    // cites VAL-43
    @Test
    void postsAtMostWhatWasReservedAndGivesTheRestBack() {
        reserve("t", 700);

        assertRefused(() -> post("t", 701), ErrorCode.TRANSFER_EXCEEDED);
        TransferEnd end = post("t", 450);

        assertThat(end.outcome()).isEqualTo(TransferOutcome.POSTED);
        assertBalances(550, 0, 450);
    }

    // cites VAL-43
    @Test
    void givesEverythingBackWhenItIsVoided() {
        reserve("t", 700);

        giveUp("t");

        assertBalances(1000, 0, 0);
    }

    // cites VAL-43
    @Test
    void givesEverythingBackWhenItsTimeIsOverAndNotBefore() {
        reserve("t", 700);

        assertThat(kit.send(new ExpireTransfers(MOST, DEADLINE))).isEmpty();
        assertThat(kit.send(new ExpireTransfers(MOST, DEADLINE + 1))).hasSize(1);

        assertBalances(1000, 0, 0);
        assertThat(kit.send(new ExpireTransfers(MOST, DEADLINE + 1))).isEmpty();
    }

    // cites VAL-39a, VAL-43
    @Test
    void givesBackToAnAccountThatIsAsFullAsItCanBe() {
        reserve("expired", 100);
        reserve("voided", 100);
        reserve("posted", 100);
        kit.topUp("alice", Long.MAX_VALUE - 1000);

        assertRefused(() -> kit.topUp("alice", 1), ErrorCode.AMOUNT_OVERFLOW);
        giveUp("voided");
        post("posted", 1);
        assertThat(kit.send(new ExpireTransfers(MOST, DEADLINE + 1))).hasSize(1);
        assertBalances(Long.MAX_VALUE - 1, 0, 1);
    }

    @Test
    void endsNoMoreAtOnceThanItIsToldTo() {
        reserve("one", 100);
        reserve("two", 100);
        reserve("three", 100);

        List<TransferEnd> first = kit.send(new ExpireTransfers(2, DEADLINE + 1));
        List<TransferEnd> second = kit.send(new ExpireTransfers(2, DEADLINE + 1));

        assertThat(first).extracting(TransferEnd::id).containsExactly("one", "two");
        assertThat(second).extracting(TransferEnd::id).containsExactly("three");
    }

    // cites VAL-43
    @Test
    void movesOnceHoweverOftenItIsToldTo() {
        TransferRecord reserved = reserve("t", 700);
        assertThat(reserve("t", 700)).isEqualTo(reserved);
        TransferEnd end = post("t", 450);

        assertThat(post("t", 450)).isEqualTo(end);
        assertThat(reserve("t", 700)).isEqualTo(reserved);
        assertRefused(() -> post("t", 449), ErrorCode.TRANSFER_ENDED);
        assertRefused(() -> giveUp("t"), ErrorCode.TRANSFER_ENDED);
        assertThat(kit.send(new ExpireTransfers(MOST, DEADLINE + 1))).isEmpty();
        assertBalances(550, 0, 450);
    }

    @Test
    void takesAnIdForOneOrderOnly() {
        reserve("t", 700);

        assertRefused(() -> reserve("t", 699), ErrorCode.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void postsNothingAfterItsTime() {
        reserve("t", 700);

        assertRefused(
                () -> kit.send(new PostTransfer("t", 1, "late", DEADLINE + 1)),
                ErrorCode.AUTHORIZATION_EXPIRED);
    }

    @Test
    void isOpenAfterARestart() throws StoreException {
        reserve("ended", 100);
        post("ended", 100);
        reserve("open", 700);

        restart();

        assertThat(kit.send(new ExpireTransfers(MOST, DEADLINE + 1)))
                .extracting(TransferEnd::id)
                .containsExactly("open");
        assertRefused(() -> giveUp("ended"), ErrorCode.TRANSFER_ENDED);
        assertBalances(900, 0, 100);
    }

    @Test
    void standsInTheStatement() {
        reserve("t", 700);
        post("t", 450);

        StatementLine back = kit.ledger().statement("alice", 0, 2).get(0);
        StatementLine held = kit.ledger().statement("alice", 0, 2).get(1);
        assertThat(held.kind()).isEqualTo(EntryKind.HOLD);
        assertThat(held.amount()).isEqualTo(-700);
        assertThat(held.memo()).isEqualTo("a deposit");
        assertThat(back.amount()).isEqualTo(250);
        assertThat(back.memo()).isEqualTo("done");
    }
}
