package org.mopay.server.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.spec.EncodedKeySpec;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** BoringSSL's X25519 and ChaCha20-Poly1305, through Conscrypt's JCA provider. */
final class Conscrypt {
    private static final String X25519 = "XDH";
    private static final String CHACHA20_POLY1305 = "ChaCha20/Poly1305/NoPadding";

    private final Provider provider;

    // As many as threads ever needed at the same time. Each holds its last key until its next.
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    Conscrypt(Provider provider) {
        this.provider = provider;
    }

    /**
     * The agreement.
     *
     * @throws GeneralSecurityException if there is none, for whatever reason
     */
    SecretBytes x25519(SecretBytes privateKey, Bytes publicKey) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance(X25519, provider);
        KeyAgreement agreement = KeyAgreement.getInstance(X25519, provider);
        agreement.init(privateKey.use(scalar -> keys.generatePrivate(new RawKey(scalar))));
        agreement.doPhase(keys.generatePublic(new RawKey(publicKey.toArray())), true);
        byte[] agreed = agreement.generateSecret();
        int bits = 0;
        for (byte each : agreed) {
            bits |= each;
        }
        if (bits == 0 || agreed.length != X25519KeyPair.KEY_SIZE) {
            throw new InvalidKeyException("no agreement");
        }
        return SecretBytes.adopt(agreed);
    }

    /** The cipher; what it refuses is the judge's to refuse again, with the right error. */
    Aead chaCha20Poly1305(SecretBytes key, Aead judge) {
        return new ChaCha20Poly1305(this, key, judge);
    }

    private byte[] process(int mode, SecretBytes key, byte[] nonce, byte[] aad, byte[] input)
            throws GeneralSecurityException {
        Cipher kept = idle.poll();
        Cipher cipher = kept == null ? Cipher.getInstance(CHACHA20_POLY1305, provider) : kept;
        SecretKeySpec keySpec = key.use(secret -> new SecretKeySpec(secret, "ChaCha20"));
        cipher.init(mode, keySpec, new IvParameterSpec(nonce));
        cipher.updateAAD(aad);
        byte[] output = cipher.doFinal(input);
        idle.add(cipher);
        return output;
    }

    /** 32 bytes as they are: Conscrypt need not take any ASN.1 apart, nor derive a public key. */
    private static final class RawKey extends EncodedKeySpec {
        RawKey(byte[] key) {
            super(key);
        }

        @Override
        public String getFormat() {
            return "raw";
        }
    }

    private record ChaCha20Poly1305(Conscrypt library, SecretBytes key, Aead judge)
            implements Aead {
        @Override
        public byte[] seal(byte[] nonce12, byte[] aad, byte[] plaintext) {
            try {
                return library.process(Cipher.ENCRYPT_MODE, key, nonce12, aad, plaintext);
            } catch (GeneralSecurityException refused) {
                return judge.seal(nonce12, aad, plaintext);
            }
        }

        @Override
        public byte[] open(byte[] nonce12, byte[] aad, byte[] ciphertext) throws ProtocolException {
            try {
                return library.process(Cipher.DECRYPT_MODE, key, nonce12, aad, ciphertext);
            } catch (GeneralSecurityException refused) {
                return judge.open(nonce12, aad, ciphertext);
            }
        }
    }
}
