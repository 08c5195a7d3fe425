package org.mopay.server.store.postgres;

import org.mopay.server.ledger.RandomCommands;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;

class PostgresRandomCommandsTest extends RandomCommands {
    private final PostgresServer server = PostgresServer.shared();
    private final String database = server.createDatabase();

    @Override
    protected LedgerStore store() throws StoreException {
        return PostgresLedgerStore.open(server.settings(database, "validator"));
    }
}
