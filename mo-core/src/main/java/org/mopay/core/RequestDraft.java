package org.mopay.core;

import org.mopay.proto.v1.FeeBearer;

/**
 * What a payee asks for.
 *
 * @param amount the amount, above 0
 * @param memo what it is for, at most 140 UTF-8 bytes; may be empty
 * @param label what the payee calls itself, at most 64 UTF-8 bytes; may be empty
 * @param lifetime seconds until the request expires
 * @param feeBearer who bears the fee
 */
public record RequestDraft(
        Amount amount, String memo, String label, long lifetime, FeeBearer feeBearer) {}
