package org.mopay.benchmarks.load;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;

/** An Ed25519 signature checked by a library itself, under a key that it has not met before. */
interface BareVerification {
    /**
     * Checks a signature.
     *
     * @param key 32 bytes
     * @param signature 64 bytes
     */
    boolean verify(byte[] key, byte[] message, byte[] signature) throws GeneralSecurityException;

    /** By the library that this provider verifies with. */
    static BareVerification of(CryptoProvider crypto) throws GeneralSecurityException {
        return crypto.name().contains("accp") ? accp() : bouncyCastle();
    }

    private static BareVerification bouncyCastle() {
        return (key, message, signature) -> Ed25519.verify(
                signature,
                0,
                Ed25519.validatePublicKeyPartialExport(key, 0),
                message,
                0,
                message.length);
    }

    private static BareVerification accp() throws GeneralSecurityException {
        Provider provider;
        try {
            provider = Class.forName(
                            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new GeneralSecurityException("the server has found it", e);
        }
        Signature signatures = Signature.getInstance("Ed25519", provider);
        return (key, message, signature) -> {
            signatures.initVerify(new EncodedKey(key));
            signatures.update(message);
            return signatures.verify(signature);
        };
    }

    /** A public key as X.509 has it: this library takes it apart itself. */
    final class EncodedKey implements PublicKey {
        private static final long serialVersionUID = 1L;
        private static final Bytes PREFIX = Bytes.ofHex("302a300506032b6570032100");

        private final byte[] encoded;

        EncodedKey(byte[] key) {
            this.encoded = Bytes.concat(PREFIX, Bytes.copyOf(key)).toArray();
        }

        @Override
        public String getAlgorithm() {
            return "EdDSA";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }
}
