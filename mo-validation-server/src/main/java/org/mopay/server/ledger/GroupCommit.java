package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.LedgerMemory;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.Overtaken;
import org.mopay.server.ledger.book.StoreException;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Decides a group of commands in memory and commits what it changes. When the store did not take the
 * batch because others had committed, memory is brought up to date and the same commands are decided
 * again, in the same order: what they end in is what they would have ended in without the race. From
 * then on groups are decided while nobody else can commit, until nobody else does.
 *
 * <p>To come up to date may take long. So whether a command is late is asked before every decision; one
 * that is stays in the group, undecided.
 */
final class GroupCommit {
    private static final int MOST_TRIES = 5;

    private final Ledger ledger;
    private final LedgerStore store;
    private final LedgerMemory memory;
    private final LongSupplier ticker;
    private boolean current = true;
    // What memory holds and the store does not; null if that can't be said.
    private @Nullable Batch ahead;

    /**
     * Has committed nothing yet.
     *
     * @param ticker monotonic nanoseconds, in which deadlines are
     */
    GroupCommit(Ledger ledger, LedgerStore store, LedgerMemory memory, LongSupplier ticker) {
        this.ledger = ledger;
        this.store = store;
        this.memory = memory;
        this.ticker = ticker;
    }

    /**
     * Returns when what was decided is durable. Then, or when this fails, those that were late are given
     * up.
     *
     * @return what was committed, which may be nothing
     * @throws StoreException with {@code TRY_LATER} if nothing was written
     */
    Batch settle(List<PendingCommand<?>> group) throws StoreException {
        for (int tries = 1; ; tries++) {
            if (isLate(group)) {
                group.forEach(PendingCommand::giveUp);
                return ledger.takeBatch();
            }
            try {
                return current ? decideAndCommit(group) : catchUpAndCommit(group);
            } catch (StoreException e) {
                // A connection that was lost while nothing was written is made anew once.
                int most = e instanceof Overtaken ? MOST_TRIES : 2;
                if (e.code() != ErrorCode.TRY_LATER || tries >= most) {
                    throw e;
                }
            }
        }
    }

    /** Whether there is nothing to decide, and so nothing to ask the store for. */
    private boolean isLate(List<PendingCommand<?>> group) {
        long now = ticker.getAsLong();
        return group.stream().allMatch(command -> command.isLate(now));
    }

    private Batch decideAndCommit(List<PendingCommand<?>> group) throws StoreException {
        Batch batch = decide(group);
        store.commit(batch);
        current = true;
        return batch;
    }

    private Batch catchUpAndCommit(List<PendingCommand<?>> group) throws StoreException {
        boolean contended = store.commitUpToDate(ahead, memory, () -> decide(group));
        current = !contended;
        Batch committed = ahead;
        if (committed == null) {
            throw new IllegalStateException("the store did not ask for a decision");
        }
        ahead = ledger.takeBatch();
        return committed;
    }

    private Batch decide(List<PendingCommand<?>> group) throws StoreException {
        // Until it is committed, memory is ahead of the store; and if a decision breaks off, nobody
        // can say by how much.
        current = false;
        ahead = null;
        long now = ticker.getAsLong();
        try {
            for (PendingCommand<?> command : group) {
                command.decide(ledger, now);
            }
        } catch (StoreException e) {
            ledger.takeBatch();
            throw e;
        }
        Batch batch = ledger.takeBatch();
        ahead = batch;
        return batch;
    }
}
