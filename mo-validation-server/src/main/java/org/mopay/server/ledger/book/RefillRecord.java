package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * The newest refill of a device. Older ones are forgotten: a phone asks for the next number only
 * after it has stored the answer to this one.
 *
 * @param number from 1
 * @param answer opaque here
 */
public record RefillRecord(Bytes device, int number, Bytes requestDigest, Bytes answer) {}
