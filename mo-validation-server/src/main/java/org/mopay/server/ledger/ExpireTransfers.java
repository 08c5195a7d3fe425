package org.mopay.server.ledger;

import org.mopay.server.ledger.book.TransferEnd;

import java.util.List;

/**
 * Gives back transfers whose deadline has passed, the oldest first. The server's clock sends it.
 *
 * @param most how many at once: other commands wait meanwhile
 * @param at seconds since the Unix epoch
 */
public record ExpireTransfers(int most, long at) implements LedgerCommand<List<TransferEnd>> {
    @Override
    public List<TransferEnd> decideBy(Ledger ledger) {
        return ledger.transfers().expire(this);
    }
}
