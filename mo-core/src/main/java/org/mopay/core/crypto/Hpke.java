package org.mopay.core.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ProtocolException;

/**
 * Hybrid public-key encryption, RFC 9180: base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
 * ChaCha20-Poly1305, over the provider's X25519 and cipher. Confidential for the holder of the
 * recipient's key; base mode does not authenticate the sender. Contexts count their messages and
 * are not thread-safe; closing one wipes its keys, best effort.
 *
 * <p>A sender context cannot be stored and restored, on purpose: a restored one would seal under a
 * nonce already used. A sender that must survive a restart between question and answer stores
 * {@link SenderContext#enc}, the ciphertext, and the answer's key as given by {@link
 * SenderContext#export}.
 *
 * <pre>{@code
 * Hpke.SenderContext sender = Hpke.setupSender(recipientKey, info, crypto, random);
 * Bytes sealed = sender.seal(aad, plaintext);
 * SecretBytes answerKey = sender.export(Bytes.ofUtf8("answer"), 32);
 *
 * Hpke.RecipientContext recipient =
 *         Hpke.setupRecipient(sender.enc(), recipientKeyPair, info, crypto);
 * Bytes opened = recipient.open(aad, sealed);
 * }</pre>
 */
public final class Hpke {
    /** Bytes of the encapsulated key {@code enc}. */
    public static final int ENC_SIZE = 32;

    /** Bytes that sealing adds to a plaintext. */
    public static final int TAG_SIZE = 16;

    private Hpke() {}

    /**
     * Sets up a context to send to the holder of the recipient's key.
     *
     * @throws ProtocolException with {@code LOW_ORDER_POINT} if no secret can be shared with the
     *     key, with {@code KEY_INVALID} unless it has 32 bytes
     */
    public static SenderContext setupSender(
            Bytes recipientPublicKey, Bytes info, CryptoProvider crypto, RandomSource random)
            throws ProtocolException {
        try (X25519KeyPair ephemeral = crypto.generateX25519(random)) {
            return setupSender(recipientPublicKey, info, crypto, ephemeral);
        }
    }

    /** The deterministic part of the sender's set-up, apart for the vectors of the RFC. */
    static SenderContext setupSender(
            Bytes recipientPublicKey, Bytes info, CryptoProvider crypto, X25519KeyPair ephemeral)
            throws ProtocolException {
        Bytes enc = ephemeral.publicKey();
        try (SecretBytes agreed = crypto.x25519(ephemeral.privateKey(), recipientPublicKey);
                SecretBytes shared =
                        HpkeKeySchedule.decapsulated(agreed, enc, recipientPublicKey)) {
            return new SenderContext(enc, HpkeKeySchedule.base(shared, info, crypto));
        }
    }

    /**
     * Sets up the context of what was sent with {@code enc}.
     *
     * @throws ProtocolException with {@code LOW_ORDER_POINT} if {@code enc} shares no secret, with
     *     {@code KEY_INVALID} unless it has 32 bytes
     */
    public static RecipientContext setupRecipient(
            Bytes enc, X25519KeyPair recipient, Bytes info, CryptoProvider crypto)
            throws ProtocolException {
        try (SecretBytes agreed = crypto.x25519(recipient.privateKey(), enc);
                SecretBytes shared =
                        HpkeKeySchedule.decapsulated(agreed, enc, recipient.publicKey())) {
            return new RecipientContext(enc, HpkeKeySchedule.base(shared, info, crypto));
        }
    }

    /** The sender's side. */
    public static final class SenderContext implements AutoCloseable {
        private final Bytes enc;
        private final HpkeKeySchedule keys;

        private SenderContext(Bytes enc, HpkeKeySchedule keys) {
            this.enc = enc;
            this.keys = keys;
        }

        /** The 32-byte encapsulated key, for the recipient. */
        public Bytes enc() {
            return enc;
        }

        /** Seals the next message; the 16-byte tag is behind the ciphertext. */
        public Bytes seal(Bytes aad, Bytes plaintext) {
            byte[] sealed = keys.aead().seal(keys.nonce(), aad.toArray(), plaintext.toArray());
            keys.advance();
            return Bytes.copyOf(sealed);
        }

        /** Derives a secret that only the two sides know (RFC 9180 section 5.3). */
        public SecretBytes export(Bytes exporterContext, int length) {
            return keys.export(exporterContext, length);
        }

        @Override
        public void close() {
            keys.close();
        }
    }

    /** The recipient's side. */
    public static final class RecipientContext implements AutoCloseable {
        private final Bytes enc;
        private final HpkeKeySchedule keys;

        private RecipientContext(Bytes enc, HpkeKeySchedule keys) {
            this.enc = enc;
            this.keys = keys;
        }

        /** The 32-byte encapsulated key, as received. */
        public Bytes enc() {
            return enc;
        }

        /**
         * Opens the next message.
         *
         * @throws ProtocolException with {@code BOX_UNREADABLE} if it was not sealed for this
         *     recipient, info, associated data and place in the order; nothing advances then
         */
        public Bytes open(Bytes aad, Bytes ciphertext) throws ProtocolException {
            byte[] opened = keys.aead().open(keys.nonce(), aad.toArray(), ciphertext.toArray());
            keys.advance();
            return Bytes.copyOf(opened);
        }

        /** Derives a secret that only the two sides know (RFC 9180 section 5.3). */
        public SecretBytes export(Bytes exporterContext, int length) {
            return keys.export(exporterContext, length);
        }

        @Override
        public void close() {
            keys.close();
        }
    }
}
