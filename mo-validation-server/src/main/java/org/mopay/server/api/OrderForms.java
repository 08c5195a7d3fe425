package org.mopay.server.api;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Money;
import org.mopay.server.ledger.book.Asset;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the operator's orders about money have in common.
 *
 * @param assets exponents by code
 */
record OrderForms(Map<String, Integer> assets) {
    private static final int MAX_KEY = 64;
    private static final int MAX_REASON = 140;

    /** The asset of an amount, if it is settled here. */
    Asset asset(Money money) throws ProtocolException {
        Integer exponent = assets.get(money.getAsset());
        if (exponent == null || exponent != money.getExponent()) {
            throw new ProtocolException(
                    ErrorCode.ASSET_UNKNOWN, money.getAsset() + " with this exponent");
        }
        return new Asset(money.getAsset(), exponent);
    }

    /** Refuses a key that names nothing or too much, and a reason that is too long. */
    static void checkText(String key, String reason) throws ProtocolException {
        boolean form = !key.isEmpty()
                && key.length() <= MAX_KEY
                && reason.getBytes(StandardCharsets.UTF_8).length <= MAX_REASON;
        if (!form) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE,
                    "a key has 1 to 64 characters, a reason at most 140 bytes");
        }
    }
}
