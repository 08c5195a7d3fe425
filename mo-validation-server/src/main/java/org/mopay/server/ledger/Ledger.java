package org.mopay.server.ledger;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.OtpPolicy;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.LedgerLookup;
import org.mopay.server.ledger.book.LedgerMemory;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;

import java.util.Optional;

/**
 * Decides commands, one after the other, and keeps what they change until it is taken as a batch.
 * Its state runs ahead of the store by that batch: nobody may be told of a result before the batch
 * is committed. For one thread.
 *
 * <p>It never throws half way: a command is refused before it changes anything. When it throws
 * anything but a {@link LedgerException}, the state is to be thrown away and loaded again.
 */
public final class Ledger {
    private final Books books;
    private final Draft draft;
    private final Accounts accounts;
    private final Devices devices;
    private final Transfers transfers;
    private final PendingPayments pending;
    private final Requests requests;
    private final Settlement settlement;
    private final Refunds refunds;

    private Ledger(Books books, Draft draft, OtpPolicy otp) {
        Journal journal = new Journal(books, draft);
        this.books = books;
        this.draft = draft;
        this.accounts = new Accounts(books, draft, journal);
        this.devices = new Devices(books, draft);
        DeviceChecks checks = new DeviceChecks(otp);
        this.transfers = new Transfers(books, draft, journal);
        this.pending = new PendingPayments(books, draft, journal, otp);
        this.requests = new Requests(books, draft, pending);
        this.settlement = new Settlement(books, draft, journal, devices, requests, checks, pending);
        this.refunds = new Refunds(books, draft, journal, checks);
    }

    /**
     * Loads the state of a store.
     *
     * @param past answers what is not held in memory, from the same store
     * @throws StoreException also {@code LEDGER_CORRUPT}, if what was reserved may not fit back
     */
    public static Ledger load(LedgerStore store, LedgerLookup past, OtpPolicy otp)
            throws StoreException {
        Books books = new Books();
        store.load(books);
        requireRoom(books);
        return new Ledger(books, new Draft(past), otp);
    }

    /** An earlier version let accounts hold one unit more, which this one could not give back. */
    private static void requireRoom(Books books) throws StoreException {
        Optional<String> full = books.assetWithoutRoom();
        if (full.isPresent()) {
            throw new StoreException(
                    ErrorCode.LEDGER_CORRUPT,
                    "accounts hold 2^63 minor units of " + full.get()
                            + ", one more than there may be: take one out with the version that has"
                            + " written them (mo operator adjust --take --against outside)");
        }
    }

    /**
     * Decides a command.
     *
     * @throws LedgerException if nothing is recorded
     * @throws StoreException if the past could not be read
     */
    public <R> R apply(LedgerCommand<R> command) throws StoreException {
        return command.decideBy(this);
    }

    /** What was decided since the last call; to be committed before anybody is told. */
    public Batch takeBatch() {
        return draft.take();
    }

    /** What is decided on, to be brought up to date when others have committed. */
    LedgerMemory memory() {
        return books;
    }

    Accounts accounts() {
        return accounts;
    }

    Devices devices() {
        return devices;
    }

    Transfers transfers() {
        return transfers;
    }

    PendingPayments pendingPayments() {
        return pending;
    }

    /** How many payments are pending; for any thread. */
    int waiting() {
        return books.waiting();
    }

    Requests requests() {
        return requests;
    }

    Settlement settlement() {
        return settlement;
    }

    Refunds refunds() {
        return refunds;
    }
}
