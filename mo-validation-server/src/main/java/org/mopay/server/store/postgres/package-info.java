/**
 * The ledger in a PostgreSQL database, for one validator or several, and with a standby.
 *
 * <p>The ledger is a chain of numbered batches. A commit appends the batch after the newest that its
 * validator knows, or is {@linkplain org.mopay.server.ledger.book.Overtaken overtaken}: so the books
 * of several validators are the books of one, with one order of entries and postings. A batch
 * travels in one round trip, a statement a table, and its commit in a second one. What is decided in
 * memory is guarded in the database once more: by keys, by a check of every balance, and by the
 * number of rows that each statement must change.
 *
 * <p>A validator writes under a name that it holds by a {@linkplain
 * org.mopay.server.store.postgres.WriterLease lease}. When another process has taken the name, the
 * first one can't append any more, however late its commit arrives.
 */
@NullMarked
package org.mopay.server.store.postgres;

import org.jspecify.annotations.NullMarked;
