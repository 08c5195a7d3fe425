/**
 * The book: what the ledger records, and the port to where it is kept.
 *
 * <p>{@link LedgerStore} is the port. A store is <b>loaded</b> once into memory ({@link
 * LedgerImage}), is <b>written</b> by one writer, one {@link Batch} a transaction, and is <b>read</b>
 * by any number of {@link LedgerReader}s, which see committed batches only. Stores decide nothing:
 * what may happen is decided by {@link org.mopay.server.ledger.Ledger} before a batch is made.
 *
 * <p>Two counters run through all of it. An <b>entry</b> is one decision that is recorded for ever
 * (a payment, settled or refused; a top-up; a change of a device's status). A <b>sequence</b> is one
 * {@link Posting}; the postings of an entry add up to zero per asset, and
 * every posting names the one before it on the same account, so that a statement is read by
 * following a chain and no index has to be kept for it.
 *
 * <p>Amounts are minor units, times are seconds since the Unix epoch.
 */
@NullMarked
package org.mopay.server.ledger.book;

import org.jspecify.annotations.NullMarked;
