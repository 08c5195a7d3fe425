package org.mopay.server.ledger.book;

/**
 * One line of the journal: a change of one balance. The postings of an entry add up to zero per
 * asset.
 *
 * @param sequence position in the journal, from 1, without gaps
 * @param entry the decision it belongs to
 * @param account number of the account
 * @param asset code of the asset
 * @param amount what the balance changed by, minor units, never zero
 * @param balance the account's balance in the asset afterwards
 * @param previous sequence of the account's posting before this one in any asset, 0 for none
 */
public record Posting(
        long sequence,
        long entry,
        long account,
        String asset,
        long amount,
        long balance,
        long previous) {}
