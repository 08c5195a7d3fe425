package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.EntryKind;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

import java.nio.file.Path;

/** What the operator books by hand has another side, a reason, and a place in the journal. */
class AdjustmentsTest {
    @TempDir
    private Path directory;

    private LedgerKit kit;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
        kit.phone("alice", 1000);
    }

    @AfterEach
    void close() throws StoreException {
        kit.assertSound();
        kit.close();
    }

    private TopUpRecord adjust(String account, AccountKind against, long amount, String key) {
        return kit.send(new Adjust(
                account, against, LedgerKit.EUR, amount, "goodwill", key, LedgerKit.NOW));
    }

    private void assertRefused(String account, AccountKind against, long amount, ErrorCode code) {
        assertThatThrownBy(() -> adjust(account, against, amount, "refused"))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    // cites VAL-44
    @Test
    void takesFromTheReserveWhatItGives() {
        adjust("mo:reserve", AccountKind.FLOAT, 500, "fund");

        adjust("alice", AccountKind.RESERVE, 120, "sorry");

        assertThat(kit.balance("alice")).isEqualTo(1120);
        assertThat(kit.balance("mo:reserve")).isEqualTo(380);
        assertThat(kit.balance("mo:float")).isEqualTo(-1500);
    }

    // cites VAL-44
    @Test
    void givesNothingThatTheReserveDoesNotHave() {
        assertRefused("alice", AccountKind.RESERVE, 1, ErrorCode.INSUFFICIENT_FUNDS);
    }

    // cites VAL-44
    @Test
    void takesNothingThatTheAccountDoesNotHave() {
        assertRefused("alice", AccountKind.RESERVE, -1001, ErrorCode.INSUFFICIENT_FUNDS);

        adjust("alice", AccountKind.FLOAT, -1000, "paid out");

        assertThat(kit.balance("alice")).isZero();
        assertThat(kit.balance("mo:float")).isZero();
    }

    // cites VAL-38
    @Test
    void isBookedOnceUnderOneKey() {
        TopUpRecord first = adjust("alice", AccountKind.FLOAT, -100, "once");

        assertThat(adjust("alice", AccountKind.FLOAT, -100, "once")).isEqualTo(first);
        assertThatThrownBy(() -> adjust("alice", AccountKind.FLOAT, 100, "once"))
                .isInstanceOf(LedgerException.class);
        assertThat(kit.balance("alice")).isEqualTo(900);
    }

    @Test
    void isNoTopUpInTheStatement() {
        adjust("alice", AccountKind.FLOAT, -100, "a");

        StatementLine line = kit.ledger().statement("alice", 0, 1).get(0);
        assertThat(line.kind()).isEqualTo(EntryKind.ADJUSTMENT);
        assertThat(line.amount()).isEqualTo(-100);
        assertThat(line.memo()).isEqualTo("goodwill");
    }

    @Test
    void isAgainstAnotherAccountOfCustomersOrTheReserve() {
        assertRefused("mo:reserve", AccountKind.RESERVE, 1, ErrorCode.SAME_ACCOUNT);
        assertRefused("mo:fee", AccountKind.FLOAT, 1, ErrorCode.ACCOUNT_UNKNOWN);
        assertRefused("nobody", AccountKind.FLOAT, 1, ErrorCode.ACCOUNT_UNKNOWN);
    }
}
