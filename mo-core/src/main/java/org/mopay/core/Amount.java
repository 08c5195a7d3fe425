package org.mopay.core;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Money;

/**
 * Money, gift certificates or points in minor units.
 *
 * @param minorUnits whole minor units: 1250 of USD with exponent 2 is $12.50
 * @param asset an ISO 4217 code, or an {@code X-} code of one validator
 * @param exponent how many decimal digits a major unit has, 0 to 9
 */
public record Amount(long minorUnits, String asset, int exponent) {
    private static final int MAX_EXPONENT = 9;

    public Amount {
        if (!isAssetCode(asset) || exponent < 0 || exponent > MAX_EXPONENT) {
            throw new IllegalArgumentException("no asset: " + asset + " with exponent " + exponent);
        }
    }

    /** Three capital letters, or {@code X-} with 1 to 14 capital letters, digits or hyphens. */
    public static boolean isAssetCode(String code) {
        if (code.startsWith("X-")) {
            return code.length() > 2
                    && code.length() <= 16
                    && code.chars()
                            .allMatch(c ->
                                    c == '-' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
        }
        return code.length() == 3 && code.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    /** Reads a decimal in major units, such as {@code 12.50}, exactly; no rounding is ever done. */
    public static Amount parse(String decimal, String asset, int exponent)
            throws ProtocolException {
        int point = decimal.indexOf('.');
        String whole = point < 0 ? decimal : decimal.substring(0, point);
        String fraction = point < 0 ? "" : decimal.substring(point + 1);
        boolean digits = (whole + fraction).chars().allMatch(c -> c >= '0' && c <= '9');
        boolean shape = !whole.isEmpty()
                && (point < 0 || !fraction.isEmpty())
                && fraction.length() <= exponent;
        if (!digits || !shape) {
            throw invalid(decimal, asset, exponent);
        }
        StringBuilder units = new StringBuilder(whole).append(fraction);
        for (int i = fraction.length(); i < exponent; i++) {
            units.append('0');
        }
        try {
            return new Amount(Long.parseLong(units.toString()), asset, exponent);
        } catch (NumberFormatException tooLarge) {
            throw invalid(decimal, asset, exponent);
        }
    }

    private static ProtocolException invalid(String decimal, String asset, int exponent) {
        return new ProtocolException(
                ErrorCode.AMOUNT_INVALID,
                "'" + decimal + "' is no amount of " + asset + " with " + exponent
                        + " decimal digits");
    }

    public static Amount of(Money money) {
        return new Amount(money.getAmount(), money.getAsset(), money.getExponent());
    }

    public Money toMoney() {
        return Money.newBuilder()
                .setAmount(minorUnits)
                .setAsset(asset)
                .setExponent(exponent)
                .build();
    }

    /** The same asset with other minor units. */
    public Amount withUnits(long units) {
        return new Amount(units, asset, exponent);
    }

    /** The decimal in major units, without the asset: {@code 12.50}. */
    public String decimal() {
        String digits = Long.toString(Math.abs(minorUnits));
        if (minorUnits == Long.MIN_VALUE) {
            digits = digits.substring(1);
        }
        StringBuilder text = new StringBuilder(digits);
        while (text.length() <= exponent) {
            text.insert(0, '0');
        }
        if (exponent > 0) {
            text.insert(text.length() - exponent, '.');
        }
        return (minorUnits < 0 ? "-" : "") + text;
    }

    /** {@code 12.50 USD}. */
    @Override
    public String toString() {
        return decimal() + " " + asset;
    }
}
