package org.mopay.core.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

import java.nio.charset.StandardCharsets;

/**
 * The keys of one HPKE context and its counter (RFC 9180 sections 4.1, 5.1 and 5.2), for the one
 * suite of MO/1 in base mode. The counter is far from its end, 2^96: a long would wrap first, and
 * nobody lives to see it.
 */
final class HpkeKeySchedule implements AutoCloseable {
    private static final Bytes VERSION = Bytes.ofUtf8("HPKE-v1");
    /** "KEM" and DHKEM(X25519, HKDF-SHA256). */
    private static final Bytes KEM_ID = Bytes.ofHex("4b454d" + "0020");
    /** "HPKE", the KEM, HKDF-SHA256 and ChaCha20-Poly1305. */
    private static final Bytes SUITE_ID = Bytes.ofHex("48504b45" + "0020" + "0001" + "0003");

    private static final Bytes BASE_MODE = Bytes.of((byte) 0);
    private static final byte[] NOTHING = {};
    private static final int KEY_SIZE = 32;
    private static final int NONCE_SIZE = 12;

    private final SecretBytes key;
    private final SecretBytes baseNonce;
    private final SecretBytes exporter;
    private final Aead aead;
    private long sequence;

    private HpkeKeySchedule(
            SecretBytes key, SecretBytes baseNonce, SecretBytes exporter, CryptoProvider crypto) {
        this.key = key;
        this.baseNonce = baseNonce;
        this.exporter = exporter;
        this.aead = crypto.chaCha20Poly1305(key);
    }

    /** ExtractAndExpand: the KEM's shared secret out of the agreement. */
    static SecretBytes decapsulated(SecretBytes agreed, Bytes enc, Bytes recipientPublicKey) {
        try (SecretBytes prk = agreed.use(dh -> extract(KEM_ID, NOTHING, "eae_prk", dh))) {
            Bytes context = Bytes.concat(enc, recipientPublicKey);
            return expand(KEM_ID, prk, "shared_secret", context, KEY_SIZE);
        }
    }

    /** KeySchedule in base mode, which has no pre-shared key and no id of one. */
    static HpkeKeySchedule base(SecretBytes shared, Bytes info, CryptoProvider crypto) {
        Bytes context = Bytes.concat(
                BASE_MODE, digest("psk_id_hash", NOTHING), digest("info_hash", info.toArray()));
        try (SecretBytes secret = shared.use(salt -> extract(SUITE_ID, salt, "secret", NOTHING))) {
            return new HpkeKeySchedule(
                    expand(SUITE_ID, secret, "key", context, KEY_SIZE),
                    expand(SUITE_ID, secret, "base_nonce", context, NONCE_SIZE),
                    expand(SUITE_ID, secret, "exp", context, KEY_SIZE),
                    crypto);
        }
    }

    Aead aead() {
        return aead;
    }

    /** ComputeNonce for the message whose turn it is. */
    byte[] nonce() {
        byte[] nonce = baseNonce.expose();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[NONCE_SIZE - 1 - i] ^= (byte) (sequence >>> (Byte.SIZE * i));
        }
        return nonce;
    }

    /** Once a message went through. */
    void advance() {
        sequence++;
    }

    SecretBytes export(Bytes exporterContext, int length) {
        return expand(SUITE_ID, exporter, "sec", exporterContext, length);
    }

    @Override
    public void close() {
        key.close();
        baseNonce.close();
        exporter.close();
    }

    private static Bytes digest(String label, byte[] input) {
        return extract(SUITE_ID, NOTHING, label, input).use(Bytes::copyOf);
    }

    /** LabeledExtract. */
    private static SecretBytes extract(Bytes suiteId, byte[] salt, String label, byte[] ikm) {
        return SecretBytes.adopt(
                Kdf.hmacSha256(salt, VERSION.toArray(), suiteId.toArray(), ascii(label), ikm));
    }

    /** LabeledExpand. */
    private static SecretBytes expand(
            Bytes suiteId, SecretBytes prk, String label, Bytes info, int length) {
        Bytes size = Bytes.of((byte) (length >>> Byte.SIZE), (byte) length);
        Bytes labeled = Bytes.concat(size, VERSION, suiteId, Bytes.ofUtf8(label), info);
        return prk.use(key -> SecretBytes.adopt(Kdf.hkdfExpand(key, labeled.toArray(), length)));
    }

    private static byte[] ascii(String label) {
        return label.getBytes(StandardCharsets.US_ASCII);
    }
}
