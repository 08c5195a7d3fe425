package org.mopay.server.ledger.book;

/**
 * The books of one asset on one line.
 *
 * @param sum of all balances; zero when the books balance
 * @param customers sum of the customers' balances
 * @param payments how many payments were settled
 */
public record LedgerSum(Asset asset, long sum, long customers, long payments) {}
