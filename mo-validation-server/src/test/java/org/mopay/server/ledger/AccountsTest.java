package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.Balance;
import org.mopay.server.ledger.book.EntryKind;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

import java.nio.file.Path;
import java.util.List;

class AccountsTest {
    private static final Asset POINTS = new Asset("X-POINTS", 0);

    @TempDir
    private Path directory;

    private LedgerKit kit;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
    }

    @AfterEach
    void close() throws StoreException {
        assertThat(kit.ledger().check().findings()).isEmpty();
        kit.close();
    }

    @Test
    void opensAnAccountOnce() {
        OpenAccount order = new OpenAccount("alice", AccountKind.WALLET, null);
        Account opened = kit.send(order);

        assertThat(kit.send(order)).isEqualTo(opened);
        assertThat(kit.ledger().account("alice")).contains(opened);
        assertThat(codeOf(new OpenAccount("alice", AccountKind.MERCHANT, "Alice Ltd")))
                .isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void takesNoNamesThatCouldBeMistaken() {
        for (String name : List.of("", "Alice", "mo:fee", "a b", "é", "a".repeat(65))) {
            assertThatThrownBy(() -> new OpenAccount(name, AccountKind.WALLET, null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new OpenAccount("float", AccountKind.FLOAT, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // cites VAL-39
    @Test
    void takesTheMoneyOfATopUpFromTheFloat() {
        kit.phone("alice", 500);

        assertThat(kit.balance("alice")).isEqualTo(500);
        assertThat(kit.balance("mo:float")).isEqualTo(-500);
    }

    // cites VAL-38
    @Test
    void answersTheSameTopUpWithTheSameReceipt() {
        kit.phone("alice", 0);
        TopUpRecord first = kit.send(topUp("alice", 100, "cash", LedgerKit.NOW));

        assertThat(kit.send(topUp("alice", 100, "cash", LedgerKit.NOW + 9))).isEqualTo(first);
        assertThat(kit.balance("alice")).isEqualTo(100);
    }

    @Test
    void answersItAlsoAfterARestart() throws StoreException {
        kit.phone("alice", 0);
        TopUpRecord first = kit.send(topUp("alice", 100, "cash", LedgerKit.NOW));
        kit.close();
        kit = LedgerKit.open(directory);

        assertThat(kit.send(topUp("alice", 100, "cash", LedgerKit.NOW))).isEqualTo(first);
    }

    // cites VAL-38
    @Test
    void refusesAnIdempotencyKeyForAnotherOrder() {
        kit.phone("alice", 0);
        kit.phone("bob", 0);
        kit.send(topUp("alice", 100, "cash", LedgerKit.NOW));

        assertThat(codeOf(topUp("alice", 101, "cash", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThat(codeOf(topUp("alice", 100, "gift", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThat(codeOf(topUp("bob", 100, "cash", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void topsUpCustomersOnly() {
        kit.phone("alice", 10);

        assertThat(codeOf(topUp("nobody", 1, "cash", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
        assertThat(codeOf(topUp("mo:float", 1, "cash", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
    }

    // cites ENC-33
    @Test
    void neverChangesTheExponentOfAnAsset() {
        kit.phone("alice", 10);

        assertThat(codeOf(new TopUp("alice", new Asset("EUR", 0), 1, "", "k", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.ASSET_UNKNOWN);
    }

    // cites ENC-30
    @Test
    void stopsBeforeABalanceOverflows() {
        kit.phone("alice", Long.MAX_VALUE);

        assertThat(codeOf(topUp("alice", 1, "cash", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.AMOUNT_OVERFLOW);
        kit.phone("bob", 0);
        assertThat(codeOf(topUp("bob", 1, "cash", LedgerKit.NOW)))
                .isEqualTo(ErrorCode.AMOUNT_OVERFLOW);
    }

    @Test
    void keepsAssetsApart() {
        kit.phone("alice", 500);
        kit.send(new TopUp("alice", POINTS, 7, "welcome", "points", LedgerKit.NOW));

        assertThat(kit.ledger().balances("alice"))
                .containsExactly(new Balance(LedgerKit.EUR, 500), new Balance(POINTS, 7));
    }

    @Test
    void listsAStatementNewestFirst() {
        Phone alice = kit.phone("alice", 500);
        Phone bob = kit.phone("bob", 0);
        kit.send(new TopUp("alice", POINTS, 7, "welcome", "points", LedgerKit.NOW + 1));
        PaymentRecord payment =
                kit.assertSettled(kit.order(alice, bob, 20).fee(1, FeeBearer.PAYER));
        kit.settle(kit.order(alice, bob, 9999));

        List<StatementLine> lines = kit.ledger().statement("alice", 0, 10);
        assertThat(lines)
                .extracting(StatementLine::kind)
                .containsExactly(EntryKind.PAYMENT, EntryKind.TOP_UP, EntryKind.TOP_UP);
        assertThat(lines).extracting(StatementLine::amount).containsExactly(-21L, 7L, 500L);
        assertThat(lines).extracting(StatementLine::balance).containsExactly(479L, 7L, 500L);
        assertThat(lines)
                .extracting(StatementLine::memo)
                .containsExactly("lunch", "welcome", "cash desk");
        assertThat(lines.get(0).paymentId()).isEqualTo(payment.identity().paymentId());
        assertThat(lines.get(1).paymentId()).isNull();
        assertThat(lines.get(1).asset()).isEqualTo(POINTS);
        assertThat(lines.get(1).recordedAt()).isEqualTo(LedgerKit.NOW + 1);
    }

    @Test
    void pagesThroughAStatement() {
        Phone alice = kit.phone("alice", 500);
        Phone bob = kit.phone("bob", 0);
        for (int i = 0; i < 6; i++) {
            kit.pay(alice, bob, 10 + i);
        }

        List<StatementLine> all = kit.ledger().statement("bob", 0, 100);
        List<StatementLine> first = kit.ledger().statement("bob", 0, 4);
        List<StatementLine> second = kit.ledger().statement("bob", first.get(3).sequence(), 4);
        assertThat(all)
                .extracting(StatementLine::amount)
                .containsExactly(15L, 14L, 13L, 12L, 11L, 10L);
        assertThat(first).isEqualTo(all.subList(0, 4));
        assertThat(second).isEqualTo(all.subList(4, 6));
        assertThat(kit.ledger().statement("bob", all.get(5).sequence(), 4)).isEmpty();
    }

    @Test
    void doesNotStartAStatementAtSomebodyElsesPosting() {
        Phone alice = kit.phone("alice", 500);
        kit.pay(alice, kit.phone("bob", 0), 1);
        long bobs = kit.ledger().statement("bob", 0, 1).get(0).sequence();

        assertThat(kit.ledger().statement("alice", bobs, 10)).isEmpty();
    }

    @Test
    void answersNothingAboutAccountsThatAreNot() {
        LedgerException refused =
                catchThrowableOfType(LedgerException.class, () -> kit.ledger().balances("nobody"));

        assertThat(refused.code()).isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
        assertThat(kit.ledger().account("nobody")).isEmpty();
    }

    private static TopUp topUp(String account, long amount, String reason, long at) {
        return new TopUp(account, LedgerKit.EUR, amount, reason, "one key", at);
    }

    private ErrorCode codeOf(LedgerCommand<?> command) {
        return catchThrowableOfType(LedgerException.class, () -> kit.send(command))
                .code();
    }
}
