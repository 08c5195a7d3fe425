package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.StoreException;

import java.util.concurrent.CompletableFuture;

/**
 * A command that waits for its turn, then for its batch to be durable, and then is answered; or that is
 * not decided at all, because its turn came when nobody waited for the answer any more.
 */
final class PendingCommand<R> {
    private final LedgerCommand<R> command;
    private final long deadline;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private @Nullable R result;
    private @Nullable LedgerException refusal;

    /**
     * Waits from now on.
     *
     * @param deadline by the writer's ticker
     */
    PendingCommand(LedgerCommand<R> command, long deadline) {
        this.command = command;
        this.deadline = deadline;
    }

    boolean isLate(long now) {
        return deadline - now < 0;
    }

    CompletableFuture<R> future() {
        return answer;
    }

    /** Decides it, for the first time or again: the last time counts. */
    void decide(Ledger ledger) throws StoreException {
        refusal = null;
        try {
            result = ledger.apply(command);
        } catch (LedgerException e) {
            refusal = e;
        }
    }

    /** Tells what was decided. */
    void answer() {
        if (refusal != null) {
            answer.completeExceptionally(refusal);
        } else {
            answer.complete(result);
        }
    }

    void fail(LedgerException reason) {
        answer.completeExceptionally(reason);
    }
}
