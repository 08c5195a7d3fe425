package org.mopay.core.crypto;

import org.mopay.core.bytes.Bytes;

/**
 * Signs with one private key, which may live in hardware and never come out. Domain separation is
 * the caller's: what is handed in is signed as it is.
 */
public interface Signer {
    SignatureScheme scheme();

    /** The public key in the scheme's one encoding: see {@link SignatureScheme#publicKeySize}. */
    Bytes publicKey();

    /**
     * Signs the message; ECDSA signatures have a low S.
     *
     * @throws IllegalStateException if the private key was closed
     */
    Bytes sign(Bytes message);
}
