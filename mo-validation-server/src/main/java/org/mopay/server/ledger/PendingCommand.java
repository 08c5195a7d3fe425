package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.StoreException;

import java.util.concurrent.CompletableFuture;

/**
 * A command that waits for its turn, then for its batch to be durable, and then is answered; or that is
 * given up, because its turn came when nobody waited for the answer any more.
 */
final class PendingCommand<R> {
    private static final int TRY_AGAIN_SECONDS = 1;

    private final LedgerCommand<R> command;
    private final long deadline;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private @Nullable R result;
    private @Nullable LedgerException refusal;
    private boolean givenUp;

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

    /**
     * Decides it, for the first time or again, unless it is late by now: the last time counts.
     *
     * @param now by the writer's ticker
     */
    void decide(Ledger ledger, long now) throws StoreException {
        if (isLate(now)) {
            giveUp();
            return;
        }
        refusal = null;
        try {
            result = ledger.apply(command);
        } catch (LedgerException e) {
            refusal = e;
        }
    }

    /** Leaves it undecided for good: nothing of an earlier decision may be in the store. */
    void giveUp() {
        givenUp = true;
        refusal = new LedgerException(
                ErrorCode.TRY_LATER, TRY_AGAIN_SECONDS, "its turn came after its deadline");
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** Tells what was decided, or that nothing was. */
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
