package org.mopay.server.ledger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.nio.file.Path;

/** A ledger with a payer who has ten euros and a payee who has none. It is sound after each test. */
abstract class TwoAccounts {
    @TempDir
    Path directory;

    LedgerKit kit;
    Phone alice;
    Phone bob;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
        alice = kit.phone("alice", 1000);
        bob = kit.phone("bob", 0);
    }

    @AfterEach
    void close() throws StoreException {
        kit.assertSound();
        kit.close();
    }

    void restart() throws StoreException {
        kit.close();
        kit = kit.reopen(SqliteLedgerStore.open(directory));
    }
}
