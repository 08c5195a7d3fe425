package org.mopay.core;

import org.mopay.proto.v1.FeeBearer;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a payee asks for.
 *
 * @param amount the amount, above 0; of an open amount the least
 * @param highest of an open amount the most, in minor units: the payer chooses
 * @param memo what it is for, at most 140 UTF-8 bytes; may be empty
 * @param label what the payee calls itself, at most 64 UTF-8 bytes; may be empty
 * @param lifetime seconds until the request expires
 * @param feeBearer who bears the fee
 * @param sharing how several payers pay it; none for a request that is paid once
 */
public record RequestDraft(
        Amount amount,
        OptionalLong highest,
        String memo,
        String label,
        long lifetime,
        FeeBearer feeBearer,
        Optional<Sharing> sharing) {

    /** One payment of exactly this amount. */
    public RequestDraft(
            Amount amount, String memo, String label, long lifetime, FeeBearer feeBearer) {
        this(amount, OptionalLong.empty(), memo, label, lifetime, feeBearer, Optional.empty());
    }

    /**
     * The bounds of a shareable request; the validator keeps them, whoever pays first.
     *
     * @param total the most that all payments together bring, in minor units
     * @param maxUses the most payments
     * @param oncePerPayer whether an account may pay it once only
     */
    public record Sharing(OptionalLong total, OptionalInt maxUses, boolean oncePerPayer) {
        public Sharing {
            if (!total.isPresent() && !maxUses.isPresent()) {
                throw new IllegalArgumentException("shared without a bound");
            }
        }
    }

    /** The payer chooses from the amount up to this, in minor units. */
    public RequestDraft upTo(long highestAmount) {
        return new RequestDraft(
                amount, OptionalLong.of(highestAmount), memo, label, lifetime, feeBearer, sharing);
    }

    /** Several payers pay it, within these bounds. */
    public RequestDraft sharedBy(Sharing bounds) {
        return new RequestDraft(
                amount, highest, memo, label, lifetime, feeBearer, Optional.of(bounds));
    }
}
