package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * A change of a device's status, kept for the audit.
 *
 * @param device 8 bytes
 * @param at seconds since the Unix epoch
 */
public record DeviceEvent(long entry, Bytes device, DeviceStatus status, String reason, long at) {}
