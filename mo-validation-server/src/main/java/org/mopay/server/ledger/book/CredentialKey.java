package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * A signing key that a credential was issued for; no other credential may ever carry it.
 *
 * @param device 8 bytes
 * @param index of the credential within the device
 */
public record CredentialKey(Bytes key, Bytes device, int index) {}
