package org.mopay.benchmarks.load;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;

/**
 * A payment ready to be sent.
 *
 * @param number the deal's
 * @param submission the encoded AuthenticatedSubmission
 * @param paymentId as the validator will name it
 */
public record SignedPayment(long number, Bytes submission, ByteString paymentId) {}
