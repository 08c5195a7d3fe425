package org.mopay.core.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

/** Ed25519 signing with the public key computed once: handing it in halves the work of a signature. */
final class Ed25519BcSigner implements Signer {
    static final int SEED_SIZE = Ed25519.SECRET_KEY_SIZE;

    private final SecretBytes seed;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

    Ed25519BcSigner(SecretBytes seed) {
        this.seed = seed;
        seed.use(secret -> {
            Ed25519.generatePublicKey(secret, 0, publicKey, 0);
            return publicKey;
        });
    }

    @Override
    public SignatureScheme scheme() {
        return SignatureScheme.ED25519;
    }

    @Override
    public Bytes publicKey() {
        return Bytes.copyOf(publicKey);
    }

    @Override
    public Bytes sign(Bytes message) {
        byte[] content = message.toArray();
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        return seed.use(secret -> {
            Ed25519.sign(secret, 0, publicKey, 0, content, 0, content.length, signature, 0);
            return Bytes.copyOf(signature);
        });
    }
}
