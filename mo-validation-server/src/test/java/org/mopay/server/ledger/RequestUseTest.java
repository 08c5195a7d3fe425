package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.StoreException;

import java.nio.file.Path;

class RequestUseTest {
    @TempDir
    private Path directory;

    private LedgerKit kit;
    private Phone alice;
    private Phone bob;
    private Phone carol;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
        alice = kit.phone("alice", 1000);
        bob = kit.phone("bob", 1000);
        carol = kit.phone("carol", 0);
    }

    @AfterEach
    void close() throws StoreException {
        kit.assertSound();
        kit.close();
    }

    // cites PAY-12
    @Test
    void paysAPlainRequestOnce() {
        OrderDraft first = kit.order(alice, carol, 10);
        kit.assertSettled(first);

        kit.assertRefused(first.again(kit, bob), ErrorCode.REQUEST_ALREADY_PAID);
        assertThat(kit.balance("carol")).isEqualTo(10);
    }

    // cites VAL-16
    @Test
    void leavesTheRequestOpenAfterARefusal() {
        OrderDraft refused = kit.order(alice, carol, 10);
        refused.otpCorrect = false;
        kit.assertRefused(refused, ErrorCode.OTP_WRONG);

        kit.assertSettled(refused.again(kit, alice));
    }

    // cites PAY-12
    @Test
    void guardsTheTotalOfASharedRequest() {
        OrderDraft first = kit.order(alice, carol, 60).shareable(100L, null, true);
        kit.assertSettled(first);

        OrderDraft tooMuch = first.again(kit, bob);
        tooMuch.amount = 41;
        kit.assertRefused(tooMuch, ErrorCode.REQUEST_ALREADY_PAID);
        OrderDraft rest = first.again(kit, bob);
        rest.amount = 40;
        kit.assertSettled(rest);
        assertThat(kit.balance("carol")).isEqualTo(100);
    }

    @Test
    void guardsTheTotalAgainstTheFirstPaymentToo() {
        kit.assertRefused(
                kit.order(alice, carol, 101).shareable(100L, null, true),
                ErrorCode.REQUEST_ALREADY_PAID);
    }

    // cites PAY-12
    @Test
    void guardsTheNumberOfUses() {
        OrderDraft first = kit.order(alice, carol, 1).shareable(null, 2, false);
        kit.assertSettled(first);
        kit.assertSettled(first.again(kit, alice));

        kit.assertRefused(first.again(kit, bob), ErrorCode.REQUEST_ALREADY_PAID);
    }

    // cites PAY-12
    @Test
    void judgesOncePerPayerByAccount() {
        OrderDraft first = kit.order(alice, carol, 1).shareable(100L, null, true);
        kit.assertSettled(first);

        kit.assertRefused(first.again(kit, kit.enrol("alice")), ErrorCode.REQUEST_ALREADY_PAID);
        kit.assertSettled(first.again(kit, bob));
    }

    @Test
    void sharesAMerchantsRequestToo() {
        OrderDraft first = kit.order(alice, carol, 1).shareable(100L, 2, true);
        first.payeeAlias = null;
        kit.assertSettled(first);
        kit.assertSettled(first.again(kit, bob));

        kit.assertRefused(first.again(kit, kit.phone("dave", 5)), ErrorCode.REQUEST_ALREADY_PAID);
    }
}
