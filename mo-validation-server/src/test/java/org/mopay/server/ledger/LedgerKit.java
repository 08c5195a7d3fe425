package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.Balance;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PaymentStatus;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A real ledger on a real store, with phones that need no cryptography. */
public final class LedgerKit implements AutoCloseable {
    public static final long NOW = 1_700_000_000;
    public static final Asset EUR = OrderDraft.EUR;
    public static final int ALIASES = 64;

    private final LedgerService ledger;
    private int digests;

    private LedgerKit(LedgerService ledger) {
        this.ledger = ledger;
    }

    public static LedgerKit open(Path directory) throws StoreException {
        return open(SqliteLedgerStore.open(directory));
    }

    public static LedgerKit open(LedgerStore store) throws StoreException {
        return new LedgerKit(
                LedgerService.open(store, LedgerSettings.DEFAULT, Runnable::run, fatal -> {}));
    }

    /** Goes on with what this kit has left behind in a store, and with fresh values. */
    public LedgerKit reopen(LedgerStore store) throws StoreException {
        LedgerKit next = open(store);
        next.digests = digests;
        return next;
    }

    /** A second ledger on the same store, at the same time, with values that the first has not. */
    public static LedgerKit openBeside(LedgerStore store) throws StoreException {
        LedgerKit beside = open(store);
        beside.digests = 1 << 20;
        return beside;
    }

    public LedgerService ledger() {
        return ledger;
    }

    /** Sends a command and waits for what was recorded. */
    public <R> R send(LedgerCommand<R> command) {
        try {
            return ledger.submit(command).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LedgerException) {
                throw (LedgerException) e.getCause();
            }
            throw e;
        }
    }

    /** Opens a wallet with so much in it, and enrols a phone for it. */
    public Phone phone(String account, long amount) {
        send(new OpenAccount(account, AccountKind.WALLET, null));
        if (amount > 0) {
            topUp(account, amount);
        }
        return enrol(account);
    }

    public void topUp(String account, long amount) {
        send(new TopUp(account, EUR, amount, "cash desk", "key-" + digests++, NOW));
    }

    /** Enrols one more phone for an account. */
    public Phone enrol(String account) {
        Bytes code = digest();
        Bytes device = digest().slice(0, 8);
        send(new CreateActivation(code, account, NOW + 60));
        send(new EnrolDevice(
                digest(), code, device, digest(), digest(), digests(ALIASES), digest(), NOW));
        return new Phone(account, device);
    }

    public OrderDraft order(Phone payer, Phone payee, long amount) {
        return new OrderDraft(this, payer, payee, amount);
    }

    public Decision settle(OrderDraft order) {
        return send(new Settle(order.build()));
    }

    public RefundDraft refund(PaymentRecord payment, Phone giver, long amount) {
        return new RefundDraft(this, payment, giver, amount);
    }

    public RefundRecord giveBack(RefundDraft refund) {
        return send(new GiveBack(refund.build()));
    }

    public PaymentRecord pay(Phone payer, Phone payee, long amount) {
        return assertSettled(order(payer, payee, amount));
    }

    public PaymentRecord assertSettled(OrderDraft order) {
        Decision decision = settle(order);
        assertThat(decision.payment().ruling().status()).isEqualTo(PaymentStatus.SETTLED);
        return decision.payment();
    }

    public PaymentRecord assertRefused(OrderDraft order, ErrorCode code) {
        Decision decision = settle(order);
        assertThat(decision.payment().ruling().code()).isEqualTo(code);
        return decision.payment();
    }

    /** What an account holds in euro cents. */
    public long balance(String account) {
        return ledger.balances(account).stream()
                .filter(balance -> balance.asset().equals(EUR))
                .mapToLong(Balance::amount)
                .sum();
    }

    /** Debits equal credits, and everything in the store agrees with everything else. */
    public void assertSound() {
        assertThat(ledger.sums()).allMatch(sum -> sum.sum() == 0);
        assertThat(ledger.check().findings()).isEmpty();
    }

    /** A fresh 32-byte value, the same in every run. */
    public Bytes digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, digests++));
            return Bytes.copyOf(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Bytes> digests(int count) {
        List<Bytes> digests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            digests.add(digest());
        }
        return digests;
    }

    @Override
    public void close() throws StoreException {
        ledger.close();
    }
}
