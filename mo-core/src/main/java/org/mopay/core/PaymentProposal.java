package org.mopay.core;

import java.util.Optional;

/**
 * What the payer's screen shows before the user approves.
 *
 * @param verifiedName the payee's name as its credential states it, if it is a merchant
 * @param label what the payee calls itself: self-asserted, to be shown as such; may be empty
 * @param memo what the payment is for, self-asserted; may be empty
 * @param amount what the payee asks for; for an open amount the least
 * @param highestAmount the most for an open amount, in minor units, else the amount itself
 * @param fee in minor units of the amount's asset
 * @param total what leaves the payer's wallet, in minor units
 * @param feeOnPayer whether the payer bears the fee on top
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
        String shortAuthenticationString) {}
