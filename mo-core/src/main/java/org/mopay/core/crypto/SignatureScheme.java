package org.mopay.core.crypto;

/** The two signature schemes of suite MO/1. Which one signs what is fixed, never negotiated. */
public enum SignatureScheme {
    /** Ed25519 (RFC 8032): credentials, issuers and logs. */
    ED25519(32, 64),
    /** ECDSA on P-256 with SHA-256 and low S: identity keys, the kind that phone hardware keeps. */
    P256(33, 64);

    private final int publicKeySize;
    private final int signatureSize;

    SignatureScheme(int publicKeySize, int signatureSize) {
        this.publicKeySize = publicKeySize;
        this.signatureSize = signatureSize;
    }

    /** Bytes of a public key: 32 for Ed25519, 33 for P-256 (SEC 1 compressed). */
    public int publicKeySize() {
        return publicKeySize;
    }

    /** Bytes of a signature: 64 in both; R and S, or r and s, each 32. */
    public int signatureSize() {
        return signatureSize;
    }
}
