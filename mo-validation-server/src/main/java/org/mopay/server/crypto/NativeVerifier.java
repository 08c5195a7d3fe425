package org.mopay.server.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.SignatureScheme;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ProtocolException;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;

/**
 * A native verifier may say yes early; its no is the judge's to say. A yes of Ed25519 without
 * cofactor means that R is the one point that fits, encoded as its bytes are, so with S below the
 * order the cofactored equation holds as well. A yes of ECDSA counts for a low s only.
 *
 * <p>The judge is called when it is needed: decoding a key a second time costs a third of a
 * verification. Whoever makes a verifier has judged the key, or knows that it was judged before.
 */
final class NativeVerifier implements Verifier {
    private static final Bytes ED25519_PREFIX = Bytes.ofHex("302a300506032b6570032100");
    private static final Bytes P256_PREFIX =
            Bytes.ofHex("3039301306072a8648ce3d020106082a8648ce3d030107032200");
    private static final BigInteger ED25519_HIGHEST_S =
            new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ec", 16);
    private static final BigInteger P256_HIGHEST_S =
            new BigInteger("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8", 16);
    private static final int HALF = 32;

    private final SignatureScheme scheme;
    private final Bytes publicKey;
    private final Judge judge;
    private final PooledSignature signatures;

    private NativeVerifier(
            SignatureScheme scheme, Bytes publicKey, Judge judge, PooledSignature signatures) {
        this.scheme = scheme;
        this.publicKey = publicKey;
        this.judge = judge;
        this.signatures = signatures;
    }

    /** The reference's verifier under the same key. */
    @FunctionalInterface
    interface Judge {
        Verifier called() throws ProtocolException;
    }

    static NativeVerifier ed25519(Bytes publicKey, Judge judge, Provider provider) {
        byte[] key = Bytes.concat(ED25519_PREFIX, publicKey).toArray();
        return new NativeVerifier(
                SignatureScheme.ED25519,
                publicKey,
                judge,
                PooledSignature.verifying("Ed25519", "EdDSA", key, provider));
    }

    static NativeVerifier p256(Bytes publicKey, Judge judge, Provider provider) {
        byte[] key = Bytes.concat(P256_PREFIX, publicKey).toArray();
        return new NativeVerifier(
                SignatureScheme.P256,
                publicKey,
                judge,
                PooledSignature.verifying("SHA256withECDSAinP1363Format", "EC", key, provider));
    }

    @Override
    public SignatureScheme scheme() {
        return scheme;
    }

    @Override
    public Bytes publicKey() {
        return publicKey;
    }

    @Override
    public boolean verify(Bytes message, Bytes signature) {
        if (saysYes(message, signature)) {
            return true;
        }
        try {
            return judge.called().verify(message, signature);
        } catch (ProtocolException noKey) {
            return false;
        }
    }

    /** The native verdict alone. */
    boolean saysYes(Bytes message, Bytes signature) {
        if (signature.size() != scheme().signatureSize() || !hasRightS(signature)) {
            return false;
        }
        try {
            return signatures.verify(message.toArray(), signature.toArray());
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private boolean hasRightS(Bytes signature) {
        Bytes s = signature.slice(HALF, signature.size());
        return switch (scheme()) {
            case ED25519 -> littleEndian(s).compareTo(ED25519_HIGHEST_S) <= 0;
            case P256 -> new BigInteger(1, s.toArray()).compareTo(P256_HIGHEST_S) <= 0;
        };
    }

    private static BigInteger littleEndian(Bytes value) {
        byte[] reversed = new byte[value.size()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = value.at(reversed.length - 1 - i);
        }
        return new BigInteger(1, reversed);
    }
}
