package org.mopay.core.crypto;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/** RFC 8439; a cipher object per call, which costs little and makes the instance thread-safe. */
final class ChaCha20Poly1305Bc implements Aead {
    static final int KEY_SIZE = 32;
    private static final int NONCE_SIZE = 12;
    private static final int TAG_SIZE = 16;

    private final SecretBytes key;

    ChaCha20Poly1305Bc(SecretBytes key) {
        this.key = key;
    }

    @Override
    public byte[] seal(byte[] nonce12, byte[] aad, byte[] plaintext) {
        requireNonceSize(nonce12);
        try {
            return process(true, nonce12, aad, plaintext);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException("sealing checks no tag", impossible);
        }
    }

    @Override
    public byte[] open(byte[] nonce12, byte[] aad, byte[] ciphertext) throws ProtocolException {
        requireNonceSize(nonce12);
        if (ciphertext.length < TAG_SIZE) {
            throw new ProtocolException(
                    ErrorCode.BOX_UNREADABLE, "ciphertext is shorter than its tag");
        }
        try {
            return process(false, nonce12, aad, ciphertext);
        } catch (InvalidCipherTextException forged) {
            throw new ProtocolException(ErrorCode.BOX_UNREADABLE, "authentication tag is wrong");
        }
    }

    private byte[] process(boolean encrypt, byte[] nonce, byte[] aad, byte[] input)
            throws InvalidCipherTextException {
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        key.use(secret -> {
            cipher.init(encrypt, new ParametersWithIV(new KeyParameter(secret), nonce));
            return cipher;
        });
        cipher.processAADBytes(aad, 0, aad.length);
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int written = cipher.processBytes(input, 0, input.length, output, 0);
        cipher.doFinal(output, written);
        return output;
    }

    private static void requireNonceSize(byte[] nonce) {
        if (nonce.length != NONCE_SIZE) {
            throw new IllegalArgumentException("a nonce has 12 bytes");
        }
    }
}
