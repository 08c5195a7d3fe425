package org.mopay.server.ledger.book;

/**
 * What an account holds of one asset.
 *
 * @param amount minor units
 */
public record Balance(Asset asset, long amount) {}
