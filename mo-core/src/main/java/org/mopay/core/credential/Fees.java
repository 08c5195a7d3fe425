package org.mopay.core.credential;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.Rounding;

import java.math.BigInteger;

/** Computes the fee of a payment, alike on the payer's phone, the payee's phone and the server. */
public final class Fees {
    private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

    private Fees() {}

    /**
     * {@code clamp(fixed + round(amount * basis_points / 10000), minimum, maximum)}.
     *
     * @param amount minor units, above 0
     * @return minor units, 0 or more
     * @throws ProtocolException AMOUNT_INVALID if the amount is not above 0, AMOUNT_OVERFLOW if amount
     *     and fee together do not fit
     */
    public static long fee(FeeSchedule schedule, long amount) throws ProtocolException {
        if (amount <= 0) {
            throw new ProtocolException(ErrorCode.AMOUNT_INVALID, "an amount is above 0");
        }
        BigInteger product = BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(Integer.toUnsignedLong(schedule.getBasisPoints())));
        BigInteger fee = BigInteger.valueOf(schedule.getFixed())
                .add(divide(product, schedule.getRounding()))
                .max(BigInteger.valueOf(schedule.getMinimum()))
                .min(BigInteger.valueOf(schedule.getMaximum()))
                .max(BigInteger.ZERO);
        if (fee.add(BigInteger.valueOf(amount)).bitLength() > Long.SIZE - 1) {
            throw new ProtocolException(ErrorCode.AMOUNT_OVERFLOW, "amount and fee");
        }
        return fee.longValue();
    }

    private static BigInteger divide(BigInteger product, Rounding rounding)
            throws ProtocolException {
        switch (rounding) {
            case ROUNDING_DOWN:
                return product.divide(WHOLE);
            case ROUNDING_HALF_UP:
                return product.add(WHOLE.shiftRight(1)).divide(WHOLE);
            case ROUNDING_UP:
                return product.add(WHOLE.subtract(BigInteger.ONE)).divide(WHOLE);
            case ROUNDING_UNSPECIFIED:
            case UNRECOGNIZED:
                break;
        }
        throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "fee schedule without a rounding");
    }
}
