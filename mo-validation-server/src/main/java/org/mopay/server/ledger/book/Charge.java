package org.mopay.server.ledger.book;

/**
 * What a payment costs whom. Minor units.
 *
 * @param amount above zero
 * @param fee zero or more
 */
public record Charge(Asset asset, long amount, long fee, FeeBearer feeBearer) {
    public Charge {
        if (amount <= 0 || fee < 0) {
            throw new IllegalArgumentException("amount " + amount + ", fee " + fee);
        }
    }

    /** Whether amount and fee together do not fit a {@code long}. */
    public boolean overflows() {
        return amount > Long.MAX_VALUE - fee;
    }

    /**
     * What leaves the payer's account.
     *
     * @throws ArithmeticException if it {@link #overflows}
     */
    public long payerDebit() {
        return feeBearer == FeeBearer.PAYER ? Math.addExact(amount, fee) : amount;
    }

    /** What reaches the payee's account; below zero if the payee's fee is above the amount. */
    public long payeeCredit() {
        return feeBearer == FeeBearer.PAYEE ? amount - fee : amount;
    }
}
