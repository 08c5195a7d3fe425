package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * An enrolled device: what never changes about it, and the answer it got.
 *
 * @param device 8 bytes
 * @param account number of its account
 * @param wrappedSecrets its seal and OTP secrets, encrypted by the validator; opaque here
 * @param answer the sealed answer to the enrolment with this digest; opaque here
 * @param enrolledAt seconds since the Unix epoch
 */
public record EnrolmentRecord(
        Bytes requestDigest,
        Bytes device,
        long account,
        Bytes identityKey,
        Bytes wrappedSecrets,
        Bytes answer,
        long enrolledAt) {}
