package org.mopay.core.crypto;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

import java.math.BigInteger;

/** ECDSA signing with SHA-256, deterministic k (RFC 6979) and low S. */
final class P256BcSigner implements Signer {
    private final SecretBytes scalar;
    private final Bytes publicKey;

    P256BcSigner(SecretBytes scalar) {
        this.scalar = scalar;
        this.publicKey = scalar.use(secret -> {
            if (!P256.isPrivateScalar(secret)) {
                throw new IllegalArgumentException("P-256 scalar out of range [1, n-1]");
            }
            BigInteger d = new BigInteger(1, secret);
            return Bytes.copyOf(new FixedPointCombMultiplier()
                    .multiply(P256.DOMAIN.getG(), d)
                    .getEncoded(true));
        });
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
    public Bytes sign(Bytes message) {
        byte[] digest = Sha256.hash(message.toArray());
        ECDSASigner ecdsa = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        BigInteger[] rs = scalar.use(secret -> {
            BigInteger d = new BigInteger(1, secret);
            ecdsa.init(true, new ECPrivateKeyParameters(d, P256.DOMAIN));
            return ecdsa.generateSignature(digest);
        });
        return P256.signature(rs[0], rs[1]);
    }
}
