package org.mopay.server.ledger.book;

/**
 * What a pending payment waits for, and how long.
 *
 * @param deadline the last second at which it can still be settled, since the Unix epoch
 * @param attempts how many codes the payer may try; of a review 0
 * @param wrongCodes how many it has tried, which numbers the challenges, too
 */
public record Waiting(PendingReason reason, long deadline, int attempts, int wrongCodes) {
    /** Whether it can't be settled any more. */
    public boolean isOver(long now) {
        return now > deadline;
    }

    public int attemptsLeft() {
        return attempts - wrongCodes;
    }

    public Waiting afterWrongCode() {
        return new Waiting(reason, deadline, attempts, wrongCodes + 1);
    }
}
