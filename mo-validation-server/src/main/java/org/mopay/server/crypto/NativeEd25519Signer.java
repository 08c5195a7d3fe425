package org.mopay.server.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.SignatureScheme;
import org.mopay.core.crypto.Signer;

import java.security.GeneralSecurityException;
import java.security.Provider;

/** Native Ed25519 signatures, which RFC 8032 determines to the last bit, whoever makes them. */
final class NativeEd25519Signer implements Signer {
    private static final Bytes PREFIX = Bytes.ofHex("302e020100300506032b657004220420");

    private final Signer reference;
    private final SecretBytes seed;
    private final PooledSignature signatures;

    NativeEd25519Signer(Signer reference, SecretBytes seed, Provider provider) {
        this.reference = reference;
        this.seed = seed;
        byte[] key =
                seed.use(secret -> Bytes.concat(PREFIX, Bytes.copyOf(secret)).toArray());
        this.signatures = PooledSignature.signing("Ed25519", "EdDSA", key, provider);
    }

    @Override
    public SignatureScheme scheme() {
        return SignatureScheme.ED25519;
    }

    @Override
    public Bytes publicKey() {
        return reference.publicKey();
    }

    /** Only as long as the seed is open, though the library has a copy of it. */
    @Override
    public Bytes sign(Bytes message) {
        return seed.use(open -> {
            try {
                return Bytes.adopt(signatures.sign(message.toArray()));
            } catch (GeneralSecurityException refused) {
                return reference.sign(message);
            }
        });
    }
}
