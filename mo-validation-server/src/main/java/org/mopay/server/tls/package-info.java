/**
 * The server's TLS identity: its own certificate, made on the first start and pinned by the phones,
 * or one that the operator supplies.
 *
 * <p>What a phone pins is the key ({@link org.mopay.server.tls.TlsIdentity#pin}), not the
 * certificate: the server renews its certificate under the same key and no phone notices.
 */
@NullMarked
package org.mopay.server.tls;

import org.jspecify.annotations.NullMarked;
