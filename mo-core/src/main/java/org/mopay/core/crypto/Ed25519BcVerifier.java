package org.mopay.core.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/**
 * Ed25519 by the protocol's rule. Bouncy Castle refuses S not below L and R that is no canonical
 * point encoding, and its equation is cofactored; the tests hold it to that on every upgrade. The
 * point A is decoded once, for decoding costs as much as a third of a verification.
 */
final class Ed25519BcVerifier implements Verifier {
    private final Bytes publicKey;
    private final Ed25519.PublicPoint point;

    private Ed25519BcVerifier(Bytes publicKey, Ed25519.PublicPoint point) {
        this.publicKey = publicKey;
        this.point = point;
    }

    static Ed25519BcVerifier checked(Bytes publicKey) throws ProtocolException {
        return new Ed25519BcVerifier(publicKey, decode(publicKey, true));
    }

    static Ed25519BcVerifier trusted(Bytes publicKey) throws ProtocolException {
        return new Ed25519BcVerifier(publicKey, decode(publicKey, false));
    }

    private static Ed25519.PublicPoint decode(Bytes publicKey, boolean checkOrder)
            throws ProtocolException {
        if (publicKey.size() != Ed25519.PUBLIC_KEY_SIZE) {
            throw new ProtocolException(
                    ErrorCode.KEY_INVALID, "an Ed25519 public key has 32 bytes");
        }
        byte[] encoded = publicKey.toArray();
        Ed25519.@Nullable PublicPoint decoded = checkOrder
                ? Ed25519.validatePublicKeyFullExport(encoded, 0)
                : Ed25519.validatePublicKeyPartialExport(encoded, 0);
        if (decoded == null) {
            throw new ProtocolException(
                    ErrorCode.KEY_INVALID, "no canonical Ed25519 point, or not of prime order");
        }
        return decoded;
    }

    @Override
    public SignatureScheme scheme() {
        return SignatureScheme.ED25519;
    }

    @Override
    public Bytes publicKey() {
        return publicKey;
    }

    @Override
    public boolean verify(Bytes message, Bytes signature) {
        if (signature.size() != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        byte[] content = message.toArray();
        return Ed25519.verify(signature.toArray(), 0, point, content, 0, content.length);
    }
}
