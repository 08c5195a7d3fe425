package org.mopay.core;

import org.mopay.core.bytes.Bytes;

import java.util.Optional;

/**
 * One record of a phone's store to write or delete. A host keeps records by name, applies the
 * changes of one {@link Action.Persist} together or not at all, and flushes them to disk.
 *
 * @param name what the record is called: {@code phone}, {@code enrolment}, or {@code history/} and a
 *     payment id in hexadecimal
 * @param value the record, or nothing to delete it; it may hold secrets
 */
public record Change(String name, Optional<Bytes> value) {
    /** The name of the phone's own record. */
    public static final String PHONE = "phone";

    /** The name of an enrolment that waits for its answer. */
    public static final String ENROLMENT = "enrolment";

    /** What the names of decided payments start with. */
    public static final String HISTORY = "history/";

    static Change write(String name, Bytes value) {
        return new Change(name, Optional.of(value));
    }

    static Change delete(String name) {
        return new Change(name, Optional.empty());
    }

    /** Names the record and shows nothing of it. */
    @Override
    public String toString() {
        return (value.isPresent() ? "write " : "delete ") + name;
    }
}
