/**
 * Native cryptography behind the core's seam.
 *
 * <p>{@link org.mopay.server.crypto.NativeCryptoProvider} takes X25519 and ChaCha20-Poly1305 from
 * Conscrypt and Ed25519 and P-256 from the Amazon Corretto Crypto Provider, where their jars are on
 * the class path and work on this machine; Bouncy Castle does the rest, and judges whatever a native
 * library refuses. Nothing here is compiled against either library: the server starts without them.
 */
@NullMarked
package org.mopay.server.crypto;

import org.jspecify.annotations.NullMarked;
