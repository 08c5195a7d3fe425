package org.mopay.core.crypto;

import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.math.BigInteger;

/** ECDSA verification with SHA-256 that refuses a high S, so that no signature has a twin. */
final class P256BcVerifier implements Verifier {
    private final Bytes publicKey;
    private final ECPublicKeyParameters key;

    P256BcVerifier(Bytes sec1Compressed33) throws ProtocolException {
        this.publicKey = sec1Compressed33;
        this.key = decode(sec1Compressed33);
    }

    private static ECPublicKeyParameters decode(Bytes encoded) throws ProtocolException {
        boolean compressed = encoded.size() == SignatureScheme.P256.publicKeySize()
                && (encoded.at(0) == 2 || encoded.at(0) == 3);
        if (!compressed) {
            throw new ProtocolException(
                    ErrorCode.KEY_INVALID, "a P-256 public key is 33 bytes, SEC 1 compressed");
        }
        try {
            return new ECPublicKeyParameters(
                    P256.DOMAIN.getCurve().decodePoint(encoded.toArray()), P256.DOMAIN);
        } catch (IllegalArgumentException notOnCurve) {
            throw new ProtocolException(
                    ErrorCode.KEY_INVALID, "P-256 public key is not on the curve");
        }
    }

    @Override
    public SignatureScheme scheme() {
        return SignatureScheme.P256;
    }

    @Override
    public Bytes publicKey() {
        return publicKey;
    }

    @Override
    public boolean verify(Bytes message, Bytes signature) {
        if (signature.size() != SignatureScheme.P256.signatureSize()) {
            return false;
        }
        BigInteger r = new BigInteger(1, signature.slice(0, P256.SCALAR_SIZE).toArray());
        BigInteger s = new BigInteger(
                1, signature.slice(P256.SCALAR_SIZE, signature.size()).toArray());
        if (s.compareTo(P256.HALF_ORDER) > 0) {
            return false;
        }
        ECDSASigner ecdsa = new ECDSASigner();
        ecdsa.init(false, key);
        return ecdsa.verifySignature(Sha256.hash(message.toArray()), r, s);
    }
}
