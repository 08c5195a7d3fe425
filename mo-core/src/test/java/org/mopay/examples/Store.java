package org.mopay.examples;

import org.mopay.core.Change;
import org.mopay.core.bytes.Bytes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A phone's records, in memory; an app keeps them in files and flushes them before it returns. */
final class Store {
    private final Map<String, Bytes> records = new HashMap<>();

    /** Makes all of the changes durable, or none. */
    synchronized void commit(List<Change> changes) {
        for (Change change : changes) {
            if (change.value().isPresent()) {
                records.put(change.name(), change.value().get());
            } else {
                records.remove(change.name());
            }
        }
    }

    synchronized Optional<Bytes> read(String name) {
        return Optional.ofNullable(records.get(name));
    }
}
