package org.mopay.examples;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;

import java.security.SecureRandom;

/** Signatures without the rest. */
final class Signing {
    private Signing() {}

    /** Signs with a fresh key and verifies. */
    static boolean signsAndVerifies() throws ProtocolException {
        CryptoProvider crypto = CryptoProvider.bouncyCastle();
        RandomSource random = RandomSource.of(new SecureRandom());
        try (SecretBytes seed = crypto.generateEd25519Seed(random)) {
            Signer signer = crypto.ed25519Signer(seed);
            Bytes message = Bytes.ofUtf8("pay");
            Bytes signature = signer.sign(message);
            return crypto.ed25519Verifier(signer.publicKey()).verify(message, signature);
        }
    }
}
