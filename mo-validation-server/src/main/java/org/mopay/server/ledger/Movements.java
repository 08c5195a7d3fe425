package org.mopay.server.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what moved on each account against what was decided to move there, in a number an account
 * however much that is.
 */
final class Movements {
    // By account: fingerprints of its postings, less those of what was decided to move.
    private final Map<Long, Long> unexplained = new HashMap<>();

    void moved(long entry, long account, String asset, long amount) {
        unexplained.merge(account, fingerprint(entry, asset, amount), Long::sum);
    }

    void decided(long entry, long account, String asset, long amount) {
        if (amount != 0) {
            unexplained.merge(account, -fingerprint(entry, asset, amount), Long::sum);
        }
    }

    /** The accounts on which something else moved than was decided. */
    List<Long> unexplained() {
        return unexplained.entrySet().stream()
                .filter(account -> account.getValue() != 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Spreads what was moved over 64 bits, so that two faults do not make up for each other. */
    private static long fingerprint(long entry, String asset, long amount) {
        long mixed = entry * 0x9e3779b97f4a7c15L + asset.hashCode();
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L + amount;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        return mixed ^ (mixed >>> 32);
    }
}
