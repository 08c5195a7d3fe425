package org.mopay.core.payment;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.Padding;

import java.util.Arrays;

/**
 * A box between one device and its validator: {@code salt (16) || ciphertext}.
 *
 * <p>The salt is a MAC of the content, so that the same key and nonce never meet two contents,
 * whatever a cloned phone or a repeated seal does; sealing needs no randomness and is repeatable.
 * Opening checks the salt again, which commits the box to its key.
 *
 * <pre>
 * k_siv  = HKDF-Expand(seal secret, "MO/1 label" || 0x00 || "siv", 32)
 * k_seal = HKDF-Expand(seal secret, "MO/1 label" || 0x00 || "seal", 32)
 * salt   = HMAC(k_siv, subject || padded)[0..16]
 * key (32) || nonce (12) = HKDF-Expand(k_seal, salt || subject, 44);  AAD = subject
 * </pre>
 */
public final class SealedBox {
    /** Bytes. */
    public static final int SALT_SIZE = 16;

    /** The largest box in bytes, as the registry has it. */
    public static final int MAX_SIZE = 2048;

    private static final Bytes SIV = Bytes.ofUtf8("siv");
    private static final Bytes SEAL = Bytes.ofUtf8("seal");
    private static final int KEY_SIZE = 32;
    private static final int NONCE_SIZE = 12;

    private SealedBox() {}

    /**
     * Seals.
     *
     * @param secret the device's seal secret
     * @param label what the content is
     * @param subject the digest the box belongs to: d, or a submission's digest
     * @throws IllegalArgumentException if the box would be too large to be opened
     */
    public static Bytes seal(
            SecretBytes secret, Label label, Bytes subject, Bytes content, CryptoProvider crypto) {
        byte[] padded = Padding.pad(content.toArray());
        byte[] salt = salt(secret, label, subject, padded);
        byte[] keys = keys(secret, label, subject, salt);
        byte[] sealed;
        try (SecretBytes key = SecretBytes.adopt(Arrays.copyOf(keys, KEY_SIZE))) {
            sealed = crypto.chaCha20Poly1305(key).seal(nonce(keys), subject.toArray(), padded);
        }
        Bytes box = Bytes.concat(Bytes.copyOf(salt), Bytes.copyOf(sealed));
        if (box.size() > MAX_SIZE) {
            throw new IllegalArgumentException("a box of " + box.size() + " bytes");
        }
        return box;
    }

    /**
     * Opens.
     *
     * @throws ProtocolException BOX_UNREADABLE if it was not sealed with this secret, label and subject
     */
    public static Bytes open(
            SecretBytes secret, Label label, Bytes subject, Bytes box, CryptoProvider crypto)
            throws ProtocolException {
        if (box.size() <= SALT_SIZE || box.size() > MAX_SIZE) {
            throw unreadable();
        }
        byte[] salt = box.slice(0, SALT_SIZE).toArray();
        byte[] keys = keys(secret, label, subject, salt);
        byte[] padded;
        try (SecretBytes key = SecretBytes.adopt(Arrays.copyOf(keys, KEY_SIZE))) {
            byte[] sealed = box.slice(SALT_SIZE, box.size()).toArray();
            padded = crypto.chaCha20Poly1305(key).open(nonce(keys), subject.toArray(), sealed);
        } catch (ProtocolException e) {
            throw unreadable();
        }
        if (!Bytes.copyOf(salt(secret, label, subject, padded))
                .constantTimeEquals(Bytes.copyOf(salt))) {
            throw unreadable();
        }
        return Bytes.copyOf(Padding.unpad(padded));
    }

    /** Wipes the key in front of it, which has its own copy by now. */
    private static byte[] nonce(byte[] keys) {
        Arrays.fill(keys, 0, KEY_SIZE, (byte) 0);
        return Arrays.copyOfRange(keys, KEY_SIZE, keys.length);
    }

    private static byte[] salt(SecretBytes secret, Label label, Bytes subject, byte[] padded) {
        byte[] key = expand(secret, label, SIV);
        return Arrays.copyOf(Kdf.hmacSha256(key, subject.toArray(), padded), SALT_SIZE);
    }

    private static byte[] keys(SecretBytes secret, Label label, Bytes subject, byte[] salt) {
        byte[] info = Bytes.concat(Bytes.copyOf(salt), subject).toArray();
        return Kdf.hkdfExpand(expand(secret, label, SEAL), info, KEY_SIZE + NONCE_SIZE);
    }

    private static byte[] expand(SecretBytes secret, Label label, Bytes purpose) {
        return secret.use(
                value -> Kdf.hkdfExpand(value, label.inContext(purpose).toArray(), KEY_SIZE));
    }

    private static ProtocolException unreadable() {
        return new ProtocolException(
                ErrorCode.BOX_UNREADABLE, "not sealed with this key for this payment");
    }
}
