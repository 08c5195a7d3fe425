/**
 * The ledger in one SQLite file, which anyone can audit with SQL.
 *
 * <p>{@link SqliteLedgerStore#open} locks the data directory, checks the file, and brings its schema
 * up to date by the numbered scripts in {@code db/}. Commits are write-ahead logged with {@code
 * synchronous=FULL}: when one returns, the log was synced. Readers have connections of their own and
 * see the last commit.
 */
@NullMarked
package org.mopay.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
