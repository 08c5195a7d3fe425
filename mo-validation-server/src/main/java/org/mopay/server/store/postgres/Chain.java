package org.mopay.server.store.postgres;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.LedgerMemory;
import org.mopay.server.ledger.book.Overtaken;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Binding;
import org.mopay.server.store.sql.LedgerRows;
import org.mopay.server.store.sql.Row;
import org.mopay.server.store.sql.Session;

import java.util.List;

/** The chain of batches, over the session that appends to it. Its methods are for a transaction. */
final class Chain {
    private static final long MOST_BEHIND = 1000;

    // Everybody else who appends waits until the transaction ends.
    private static final String HOLD =
            "SELECT pg_advisory_xact_lock('batch'::regclass::oid::bigint)";
    private static final String NEWEST = "SELECT coalesce(max(number), 0) FROM batch";
    // Appends only after the newest, and only for the newest holder of the writer's name.
    private static final String APPEND =
            "INSERT INTO batch (number, writer, token, accounts, devices)"
                    + " SELECT ?, w.name, w.token, ?, ? FROM writer w"
                    + " WHERE w.name = ? AND w.token = ? AND ? = (" + NEWEST + ") + 1";
    // The parts of the statement before those of the tables.
    private static final int PLACE = 2;

    private final Session session;
    private final WriterLease lease;

    Chain(Session session, WriterLease lease) {
        this.session = session;
        this.lease = lease;
    }

    static void hold(Session session) throws StoreException {
        session.on(HOLD).first(row -> true);
    }

    static long newest(Session session) throws StoreException {
        return session.on(NEWEST).first(Row::integer).orElseThrow();
    }

    /** Writes the batch with this number. */
    void append(long number, Batch batch) throws StoreException {
        BatchStatement rows = BatchStatement.of(batch);
        Binding binding = session.on(HOLD + "; " + APPEND + "; " + rows.sql());
        binding.integer(number);
        Touched.by(batch).bind(binding);
        binding.text(lease.name()).integer(lease.token()).integer(number);
        rows.bind(binding);
        List<Integer> counts = binding.runParts();
        if (counts.get(1) != 1) {
            throw new Overtaken("the batch after " + (number - 1) + " is another validator's");
        }
        rows.requireAll(counts.subList(PLACE, counts.size()));
    }

    /**
     * Whether the batch with this number is this writer's. Durable when the transaction has
     * committed: what is written here waits for the standby, and so for everything before it.
     */
    boolean isOwn(long number) throws StoreException {
        hold(session);
        lease.renewOn(session);
        return session.on("SELECT 1 FROM batch WHERE number = ? AND writer = ? AND token = ?")
                .integer(number)
                .text(lease.name())
                .integer(lease.token())
                .first(Row::small)
                .isPresent();
    }

    /**
     * Brings memory up to date and keeps others from appending.
     *
     * @param known the newest batch that memory knows
     * @param lost what memory holds of a batch that is not in the chain; null to start over
     * @return the newest batch
     */
    long catchUp(long known, @Nullable Batch lost, LedgerMemory memory) throws StoreException {
        hold(session);
        lease.renewOn(session);
        long newest = newest(session);
        if (newest < known) {
            throw new StoreException(
                    ErrorCode.LEDGER_CORRUPT,
                    "the database has lost committed batches: it ends at " + newest
                            + ", this validator knows " + known);
        }
        Touched touched = lost == null ? null : touchedSince(known, newest, lost);
        if (lost == null || touched == null) {
            memory.startOver();
            LedgerRows.load(session, memory);
        } else {
            memory.forget(lost);
            touched.read(session, memory);
        }
        return newest;
    }

    /** Null if that is too much, or not known any more. */
    private @Nullable Touched touchedSince(long known, long newest, Batch lost)
            throws StoreException {
        if (newest - known > MOST_BEHIND) {
            return null;
        }
        Touched touched = Touched.by(lost);
        List<Boolean> batches = session.on("SELECT accounts, devices FROM batch WHERE number > ?")
                .integer(known)
                .all(row -> {
                    touched.add(row);
                    return true;
                });
        return batches.size() == newest - known ? touched : null;
    }
}
