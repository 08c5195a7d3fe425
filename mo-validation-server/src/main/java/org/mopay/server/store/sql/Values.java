package org.mopay.server.store.sql;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.StoreException;

/** Takes the values of a row, column by column from the left. */
public interface Values {
    Values integer(long value) throws StoreException;

    Values integer(@Nullable Integer value) throws StoreException;

    Values text(@Nullable String value) throws StoreException;

    Values blob(Bytes value) throws StoreException;

    /** The number of an account, if there is one. */
    Values account(@Nullable Account value) throws StoreException;

    /** A device's 8 bytes, as the integer that is its key. */
    Values device(@Nullable Bytes value) throws StoreException;
}
