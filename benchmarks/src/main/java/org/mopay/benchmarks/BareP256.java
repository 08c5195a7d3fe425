package org.mopay.benchmarks;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

import java.math.BigInteger;

/** ECDSA on P-256 as Bouncy Castle's lightweight API offers it, with deterministic k. */
final class BareP256 {
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    private final BarePrimitives bare = new BarePrimitives();
    private final ECPrivateKeyParameters privateKey;
    private final ECPublicKeyParameters publicKey;
    private final byte[] message;
    private final BigInteger[] signature;

    BareP256(byte[] scalar, byte[] message) {
        BigInteger d = new BigInteger(1, scalar);
        this.privateKey = new ECPrivateKeyParameters(d, DOMAIN);
        this.publicKey = new ECPublicKeyParameters(DOMAIN.getG().multiply(d).normalize(), DOMAIN);
        this.message = message;
        this.signature = sign();
    }

    BigInteger[] sign() {
        ECDSASigner ecdsa = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        ecdsa.init(true, privateKey);
        return ecdsa.generateSignature(bare.sha256(message));
    }

    boolean verify() {
        ECDSASigner ecdsa = new ECDSASigner();
        ecdsa.init(false, publicKey);
        return ecdsa.verifySignature(bare.sha256(message), signature[0], signature[1]);
    }
}
