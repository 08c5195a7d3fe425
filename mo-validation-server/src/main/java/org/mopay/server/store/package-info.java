/**
 * Where the ledger is kept: one package a database, each a {@link
 * org.mopay.server.ledger.book.LedgerStore}. Nothing outside of here knows SQL.
 */
@NullMarked
package org.mopay.server.store;

import org.jspecify.annotations.NullMarked;
