package org.mopay.core.noise;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The ciphers and hashes of Noise that MO/1 does not use, for the vectors of others. */
final class TestCiphers {
    static final NoiseCipher AESGCM = new AesGcm();
    static final NoiseHash BLAKE2S = new Blake2("BLAKE2s", 32);
    static final NoiseHash BLAKE2B = new Blake2("BLAKE2b", 64);

    private TestCiphers() {}

    private static final class AesGcm implements NoiseCipher {
        @Override
        public String name() {
            return "AESGCM";
        }

        @Override
        public Aead withKey(CryptoProvider provider, SecretBytes key) {
            return new AesGcmAead(key);
        }

        @Override
        public byte[] nonce(long counter) {
            return ByteBuffer.allocate(12).putLong(4, counter).array();
        }
    }

    private record AesGcmAead(SecretBytes key) implements Aead {
        @Override
        public byte[] seal(byte[] nonce12, byte[] aad, byte[] plaintext) {
            try {
                return process(Cipher.ENCRYPT_MODE, nonce12, aad, plaintext);
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public byte[] open(byte[] nonce12, byte[] aad, byte[] ciphertext) throws ProtocolException {
            try {
                return process(Cipher.DECRYPT_MODE, nonce12, aad, ciphertext);
            } catch (GeneralSecurityException forged) {
                throw new ProtocolException(ErrorCode.BOX_UNREADABLE, "tag is wrong");
            }
        }

        private byte[] process(int mode, byte[] nonce, byte[] aad, byte[] input)
                throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode, new SecretKeySpec(key.expose(), "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(aad);
            return cipher.doFinal(input);
        }
    }

    private record Blake2(String name, int length) implements NoiseHash {
        private Digest digest() {
            return length == 32 ? new Blake2sDigest(256) : new Blake2bDigest(512);
        }

        @Override
        public byte[] hash(byte[]... parts) {
            Digest digest = digest();
            for (byte[] part : parts) {
                digest.update(part, 0, part.length);
            }
            byte[] output = new byte[length];
            digest.doFinal(output, 0);
            return output;
        }

        @Override
        public byte[] hkdf(byte[] chainingKey, byte[] inputKeyMaterial, int outputs) {
            HKDFBytesGenerator hkdf = new HKDFBytesGenerator(digest());
            hkdf.init(new HKDFParameters(inputKeyMaterial, chainingKey, new byte[0]));
            byte[] output = new byte[outputs * length];
            hkdf.generateBytes(output, 0, output.length);
            return output;
        }
    }
}
