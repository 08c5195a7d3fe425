package org.mopay.server.store.powercut;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.Phone;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * Pays, one commit a payment, and says after each on standard output which payment is durable and
 * how long the record of its writes is by then. Now and then the write-ahead log is copied back.
 */
public final class PayingProcess {
    private static final int CHECKPOINT_EVERY = 7;

    private PayingProcess() {}

    /**
     * Runs.
     *
     * @param arguments the data directory, the record of the writes, the number of payments
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Path trace = Path.of(arguments[1]);
        int payments = Integer.parseInt(arguments[2]);
        // It ends without closing: that would tidy up what the power cuts are about.
        LedgerKit kit = LedgerKit.open(directory);
        Phone alice = kit.phone("alice", 1_000_000);
        Phone bob = kit.phone("bob", 0);
        try (Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            for (int i = 0; i < payments; i++) {
                if (alice.aliasesLeft() == 0) {
                    alice = kit.enrol("alice");
                    bob = kit.enrol("bob");
                }
                Bytes id = kit.pay(alice, bob, 1).identity().paymentId();
                System.out.println(id.hex() + " " + trace.toFile().length());
                if (i % CHECKPOINT_EVERY == CHECKPOINT_EVERY - 1) {
                    statement.execute("PRAGMA wal_checkpoint(RESTART)");
                }
            }
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
