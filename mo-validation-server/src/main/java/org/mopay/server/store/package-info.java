/**
 * Where the ledger is kept: one package a database, each with a {@link
 * org.mopay.server.ledger.book.LedgerStore}, and {@code sql} for what they share. Nothing outside of
 * here knows SQL.
 */
@NullMarked
package org.mopay.server.store;

import org.jspecify.annotations.NullMarked;
