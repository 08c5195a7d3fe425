package org.mopay.server.credential;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credential ids without a table (vaultless tokenisation): {@code epoch (1) || AES(device (8) ||
 * index (4) || zero (4))}. Unlinkable for everyone without the epoch's key. An id authorises
 * nothing by itself.
 */
public final class CredentialIds {
    /** Bytes of a device id. */
    public static final int DEVICE_SIZE = 8;

    private static final int BLOCK_SIZE = 16;

    private final byte epoch;
    private final SecretKeySpec key;
    private final ThreadLocal<Cipher> encryption =
            ThreadLocal.withInitial(() -> cipher(Cipher.ENCRYPT_MODE));
    private final ThreadLocal<Cipher> decryption =
            ThreadLocal.withInitial(() -> cipher(Cipher.DECRYPT_MODE));

    /**
     * The ids of one epoch.
     *
     * @param epoch 1 to 255
     * @param key 32 bytes
     */
    public CredentialIds(int epoch, SecretBytes key) {
        if (epoch < 1 || epoch > 255) {
            throw new IllegalArgumentException("no epoch: " + epoch);
        }
        this.epoch = (byte) epoch;
        this.key = key.use(value -> new SecretKeySpec(value, "AES"));
    }

    /**
     * Whose credential it is.
     *
     * @param device 8 bytes
     * @param index counts the device's credentials from 0
     */
    public record Holder(Bytes device, int index) {}

    public Bytes idOf(Bytes device, int index) {
        byte[] block = ByteBuffer.allocate(BLOCK_SIZE)
                .put(device.toArray())
                .putInt(index)
                .array();
        return Bytes.concat(Bytes.of(epoch), Bytes.copyOf(crypt(encryption.get(), block)));
    }

    /** The epoch that an id of 17 bytes claims to be of, 0 to 255. */
    public static int epochOf(Bytes id) {
        return Byte.toUnsignedInt(id.at(0));
    }

    /**
     * Resolves an id.
     *
     * @throws ProtocolException CREDENTIAL_INVALID if it is none of ours
     */
    public Holder holderOf(Bytes id) throws ProtocolException {
        if (id.size() != VerifiedCredential.ID_SIZE || id.at(0) != epoch) {
            throw new ProtocolException(ErrorCode.CREDENTIAL_INVALID, "an id of another epoch");
        }
        byte[] block = crypt(decryption.get(), id.slice(1, id.size()).toArray());
        ByteBuffer fields = ByteBuffer.wrap(block);
        int index = fields.getInt(DEVICE_SIZE);
        if (fields.getInt(DEVICE_SIZE + Integer.BYTES) != 0 || index < 0) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_INVALID, "not an id of this validator");
        }
        return new Holder(Bytes.copyOf(Arrays.copyOf(block, DEVICE_SIZE)), index);
    }

    private static byte[] crypt(Cipher cipher, byte[] block) {
        try {
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("one AES block", e);
        }
    }

    private Cipher cipher(int mode) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }
}
