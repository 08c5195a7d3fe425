package org.mopay.core.crypto;

import org.mopay.core.bytes.Bytes;

/**
 * Verifies signatures of one public key, which was decoded and checked when the verifier was made.
 * All verifiers of a scheme give the same answers on every input, also on malformed and
 * deliberately odd signatures.
 */
public interface Verifier {
    SignatureScheme scheme();

    /** The public key in the scheme's one encoding: see {@link SignatureScheme#publicKeySize}. */
    Bytes publicKey();

    /** Whether the signature is genuine; false, never an exception, for one of another size. */
    boolean verify(Bytes message, Bytes signature);
}
