package org.mopay.server.ledger.book;

/**
 * An asset that the ledger has met.
 *
 * @param payments how many payments were settled in it
 */
public record AssetUse(Asset asset, long payments) {
    /** With one settled payment more. */
    public AssetUse settled() {
        return new AssetUse(asset, payments + 1);
    }
}
