package org.mopay.core.crypto;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/**
 * Hybrid public-key encryption, RFC 9180: base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
 * ChaCha20-Poly1305. Confidential for the holder of the recipient's key; base mode does not
 * authenticate the sender. Contexts count their messages and are not thread-safe.
 *
 * <p>A sender context cannot be stored and restored, on purpose: a restored one would seal under a
 * nonce already used. A sender that must survive a restart between question and answer stores
 * {@link SenderContext#enc}, the ciphertext, and the answer's key as given by {@link
 * SenderContext#export}.
 *
 * <pre>{@code
 * Hpke.SenderContext sender = Hpke.setupSender(recipientKey, info, random);
 * Bytes sealed = sender.seal(aad, plaintext);
 * SecretBytes answerKey = sender.export(Bytes.ofUtf8("answer"), 32);
 *
 * Hpke.RecipientContext recipient = Hpke.setupRecipient(sender.enc(), recipientKeyPair, info);
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
            Bytes recipientPublicKey, Bytes info, RandomSource random) throws ProtocolException {
        try (X25519KeyPair ephemeral = CryptoProvider.bouncyCastle().generateX25519(random)) {
            return setupSender(recipientPublicKey, info, ephemeral);
        }
    }

    /** The deterministic part of the sender's set-up, apart for the vectors of the RFC. */
    static SenderContext setupSender(Bytes recipientPublicKey, Bytes info, X25519KeyPair ephemeral)
            throws ProtocolException {
        HPKE suite = suite();
        AsymmetricKeyParameter recipient = publicKey(recipientPublicKey);
        AsymmetricCipherKeyPair sender = keyPair(suite, ephemeral);
        try {
            return new SenderContext(suite.setupBaseS(recipient, info.toArray(), sender));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw notSharable();
        }
    }

    /**
     * Sets up the context of what was sent with {@code enc}.
     *
     * @throws ProtocolException with {@code LOW_ORDER_POINT} if {@code enc} shares no secret, with
     *     {@code KEY_INVALID} unless it has 32 bytes
     */
    public static RecipientContext setupRecipient(Bytes enc, X25519KeyPair recipient, Bytes info)
            throws ProtocolException {
        requireKeySize(enc);
        HPKE suite = suite();
        AsymmetricCipherKeyPair pair = keyPair(suite, recipient);
        try {
            return new RecipientContext(enc, suite.setupBaseR(enc.toArray(), pair, info.toArray()));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw notSharable();
        }
    }

    /** The sender's side. */
    public static final class SenderContext {
        private final HPKEContextWithEncapsulation context;

        private SenderContext(HPKEContextWithEncapsulation context) {
            this.context = context;
        }

        /** The 32-byte encapsulated key, for the recipient. */
        public Bytes enc() {
            return Bytes.copyOf(context.getEncapsulation());
        }

        /** Seals the next message; the 16-byte tag is behind the ciphertext. */
        public Bytes seal(Bytes aad, Bytes plaintext) {
            try {
                return Bytes.copyOf(context.seal(aad.toArray(), plaintext.toArray()));
            } catch (InvalidCipherTextException impossible) {
                throw new IllegalStateException("sealing checks no tag", impossible);
            }
        }

        /** Derives a secret that only the two sides know (RFC 9180 section 5.3). */
        public SecretBytes export(Bytes exporterContext, int length) {
            return SecretBytes.adopt(context.export(exporterContext.toArray(), length));
        }
    }

    /** The recipient's side. */
    public static final class RecipientContext {
        private final Bytes enc;
        private final HPKEContext context;

        private RecipientContext(Bytes enc, HPKEContext context) {
            this.enc = enc;
            this.context = context;
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
            if (ciphertext.size() < TAG_SIZE) {
                throw new ProtocolException(
                        ErrorCode.BOX_UNREADABLE, "ciphertext is shorter than its tag");
            }
            try {
                return Bytes.copyOf(context.open(aad.toArray(), ciphertext.toArray()));
            } catch (InvalidCipherTextException forged) {
                throw new ProtocolException(
                        ErrorCode.BOX_UNREADABLE, "authentication tag is wrong");
            }
        }

        /** Derives a secret that only the two sides know (RFC 9180 section 5.3). */
        public SecretBytes export(Bytes exporterContext, int length) {
            return SecretBytes.adopt(context.export(exporterContext.toArray(), length));
        }
    }

    private static HPKE suite() {
        return new HPKE(
                HPKE.mode_base,
                HPKE.kem_X25519_SHA256,
                HPKE.kdf_HKDF_SHA256,
                HPKE.aead_CHACHA20_POLY1305);
    }

    private static AsymmetricKeyParameter publicKey(Bytes encoded) throws ProtocolException {
        requireKeySize(encoded);
        return new X25519PublicKeyParameters(encoded.toArray(), 0);
    }

    private static AsymmetricCipherKeyPair keyPair(HPKE suite, X25519KeyPair pair) {
        return pair.privateKey()
                .use(secret ->
                        suite.deserializePrivateKey(secret, pair.publicKey().toArray()));
    }

    private static void requireKeySize(Bytes encoded) throws ProtocolException {
        if (encoded.size() != ENC_SIZE) {
            throw new ProtocolException(ErrorCode.KEY_INVALID, "an X25519 public key has 32 bytes");
        }
    }

    private static ProtocolException notSharable() {
        return new ProtocolException(ErrorCode.LOW_ORDER_POINT, "X25519 agreement is all zero");
    }
}
