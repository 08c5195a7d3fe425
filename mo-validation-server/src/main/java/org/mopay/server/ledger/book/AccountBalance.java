package org.mopay.server.ledger.book;

/**
 * A balance as it is stored.
 *
 * @param account number of the account
 * @param asset code of the asset
 * @param amount minor units
 * @param lastPosting sequence of the newest posting in this account and asset
 */
public record AccountBalance(long account, String asset, long amount, long lastPosting) {}
