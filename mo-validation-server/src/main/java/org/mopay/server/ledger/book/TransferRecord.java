package org.mopay.server.ledger.book;

/**
 * Money that was reserved in two phases: it left an account for one of the ledger's own, and waits
 * there to be posted, voided or expired. How it ended is a {@link TransferEnd} of its own.
 *
 * @param entry the reservation's place in the journal
 * @param id unique, whatever became of the transfer
 * @param to who gets what is posted
 * @param holding the kind of the ledger's own account that holds it meanwhile
 * @param amount minor units, above zero
 * @param deadline the last second at which it can be posted; 0 for none
 * @param reason the operator's words, the memo of the statement's line
 * @param at seconds since the Unix epoch
 */
public record TransferRecord(
        long entry,
        String id,
        Account from,
        Account to,
        AccountKind holding,
        Asset asset,
        long amount,
        long deadline,
        String reason,
        long at) {

    /** Whether it can't be posted any more. */
    public boolean isOver(long now) {
        return deadline != 0 && now > deadline;
    }
}
