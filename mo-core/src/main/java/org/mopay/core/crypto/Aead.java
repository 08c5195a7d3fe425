package org.mopay.core.crypto;

import org.mopay.core.error.ProtocolException;

/**
 * Authenticated encryption with associated data under one key (RFC 5116). Confidential and
 * unforgeable as long as no nonce is used for two seals under the same key, which is the caller's
 * to ensure.
 */
public interface Aead {
    /**
     * Encrypts and authenticates.
     *
     * @param nonce12 12 bytes, never used before under this key
     * @param aad authenticated, not encrypted; may be empty
     * @return the ciphertext with the 16-byte tag behind it
     */
    byte[] seal(byte[] nonce12, byte[] aad, byte[] plaintext);

    /**
     * Checks and decrypts.
     *
     * @throws ProtocolException with {@code BOX_UNREADABLE} if key, nonce, associated data or
     *     ciphertext are not those of one seal
     */
    byte[] open(byte[] nonce12, byte[] aad, byte[] ciphertext) throws ProtocolException;
}
