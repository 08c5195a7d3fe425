package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * A device as the operator sees it.
 *
 * @param id 8 bytes
 * @param enrolledAt seconds since the Unix epoch
 */
public record EnrolledDevice(Bytes id, Account account, DeviceStatus status, long enrolledAt) {}
