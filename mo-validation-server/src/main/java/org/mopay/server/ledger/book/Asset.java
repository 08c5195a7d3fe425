package org.mopay.server.ledger.book;

import java.util.regex.Pattern;

/**
 * What amounts count: an ISO 4217 code, or an {@code X-} code of this validator alone.
 *
 * @param code such as {@code EUR} or {@code X-COFFEE}
 * @param exponent how many decimal digits the minor unit lies below the major one, 0 to 18; never
 *     changes for a code
 */
public record Asset(String code, int exponent) {
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}|X-[A-Z0-9-]{1,30}");
    private static final int MAX_EXPONENT = 18;

    public Asset {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("not an asset code: " + code);
        }
        if (exponent < 0 || exponent > MAX_EXPONENT) {
            throw new IllegalArgumentException("exponent out of range: " + exponent);
        }
    }
}
