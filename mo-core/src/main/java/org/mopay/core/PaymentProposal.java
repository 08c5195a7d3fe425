package org.mopay.core;

import org.mopay.core.credential.Fees;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.PaymentRequest;

import java.util.Optional;

/**
 * What the payer's screen shows before the user approves.
 *
 * @param verifiedName the payee's name as its credential states it, if it is a merchant
 * @param label what the payee calls itself: self-asserted, to be shown as such; may be empty
 * @param memo what the payment is for, self-asserted; may be empty
 * @param amount what the payee asks for; of an open amount the least
 * @param highestAmount of an open amount the most, in minor units; else the amount itself
 * @param fee in minor units of the amount's asset; of an open amount see {@link #choosing}
 * @param total what leaves the payer's wallet, in minor units
 * @param feeOnPayer whether the payer bears the fee on top
 * @param feeSchedule what the fee is computed from
 * @param shortAuthenticationString six digits that the payee's screen must show as well
 */
public record PaymentProposal(
        Optional<String> verifiedName,
        String label,
        String memo,
        Amount amount,
        long highestAmount,
        long fee,
        long total,
        boolean feeOnPayer,
        FeeSchedule feeSchedule,
        String shortAuthenticationString) {

    static PaymentProposal of(
            VerifiedRequest verified, FeeSchedule schedule, String shortAuthenticationString)
            throws ProtocolException {
        PaymentRequest request = verified.message();
        Credential payee = verified.payee().credential();
        long least = VerifiedRequest.leastAmount(request);
        boolean feeOnPayer = request.getFeeBearer() == FeeBearer.FEE_BEARER_PAYER;
        long fee = Fees.fee(schedule, least);
        return new PaymentProposal(
                payee.hasVerifiedName() ? Optional.of(payee.getVerifiedName()) : Optional.empty(),
                request.getLabel(),
                request.getMemo(),
                new Amount(least, request.getAsset(), request.getExponent()),
                request.hasAmount() ? least : request.getMaxAmount(),
                fee,
                feeOnPayer ? Math.addExact(least, fee) : least,
                feeOnPayer,
                schedule,
                shortAuthenticationString);
    }

    /** Whether the payer chooses the amount. */
    public boolean isOpen() {
        return highestAmount != amount.minorUnits();
    }

    /**
     * What to show once the payer has chosen: the amount with its own fee.
     *
     * @param units minor units
     * @throws ProtocolException AMOUNT_INVALID if the request does not ask for that much, or
     *     AMOUNT_OVERFLOW
     */
    public PaymentProposal choosing(long units) throws ProtocolException {
        if (units < amount.minorUnits() || units > highestAmount) {
            throw new ProtocolException(ErrorCode.AMOUNT_INVALID, "not what the request asks for");
        }
        long chosenFee = Fees.fee(feeSchedule, units);
        return new PaymentProposal(
                verifiedName,
                label,
                memo,
                amount.withUnits(units),
                units,
                chosenFee,
                feeOnPayer ? Math.addExact(units, chosenFee) : units,
                feeOnPayer,
                feeSchedule,
                shortAuthenticationString);
    }
}
