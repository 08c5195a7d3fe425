package org.mopay.server.store.sqlite;

import org.junit.jupiter.api.io.TempDir;
import org.mopay.server.ledger.RandomCommands;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;

import java.nio.file.Path;

class SqliteRandomCommandsTest extends RandomCommands {
    @TempDir
    private Path directory;

    @Override
    protected LedgerStore store() throws StoreException {
        return SqliteLedgerStore.open(directory);
    }
}
