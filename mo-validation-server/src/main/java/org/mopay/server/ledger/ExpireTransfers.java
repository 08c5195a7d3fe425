package org.mopay.server.ledger;

import org.mopay.server.ledger.book.TransferEnd;

import java.util.List;

/**
 * Gives back every transfer whose deadline has passed. The server's clock sends it.
 *
 * @param at seconds since the Unix epoch
 */
public record ExpireTransfers(long at) implements LedgerCommand<List<TransferEnd>> {
    @Override
    public List<TransferEnd> decideBy(Ledger ledger) {
        return ledger.transfers().expire(this);
    }
}
