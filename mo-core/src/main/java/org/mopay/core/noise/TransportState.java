package org.mopay.core.noise;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/**
 * The two ciphers after a handshake (Noise section 5.3, Split): messages are confidential,
 * authentic and in order in each direction, and a message that does not decrypt changes nothing.
 * Never to be stored and restored, for that would use nonces twice. Not thread-safe.
 */
public final class TransportState implements AutoCloseable {
    /** The largest plaintext, in bytes: a message has at most 65535, of which the tag takes 16. */
    public static final int MAXIMUM_PLAINTEXT = NoiseProtocol.MAXIMUM_MESSAGE - 16;

    private static final byte[] NO_AD = {};

    private final @Nullable CipherState sending;
    private final @Nullable CipherState receiving;
    private boolean closed;

    TransportState(@Nullable CipherState sending, @Nullable CipherState receiving) {
        this.sending = sending;
        this.receiving = receiving;
    }

    /** After a one-way pattern the responder's cipher is never used (section 7.4). */
    static TransportState of(
            boolean initiator,
            boolean oneWay,
            CipherState initiatorCipher,
            CipherState responderCipher) {
        if (oneWay) {
            responderCipher.close();
        }
        CipherState answering = oneWay ? null : responderCipher;
        return initiator
                ? new TransportState(initiatorCipher, answering)
                : new TransportState(answering, initiatorCipher);
    }

    /**
     * Encrypts the next message to the other side.
     *
     * @throws ProtocolException with {@code NONCE_EXHAUSTED} after 2^64-1 messages
     * @throws IllegalArgumentException above {@link #MAXIMUM_PLAINTEXT} bytes
     * @throws IllegalStateException after close, or if the pattern is one way and not this
     */
    public byte[] write(byte[] plaintext) throws ProtocolException {
        if (plaintext.length > MAXIMUM_PLAINTEXT) {
            throw new IllegalArgumentException("plaintext of " + plaintext.length + " bytes");
        }
        return open(sending).encryptWithAd(NO_AD, plaintext);
    }

    /**
     * Decrypts the next message of the other side.
     *
     * @throws ProtocolException with {@code MESSAGE_TOO_LARGE} above 65535 bytes, with {@code
     *     HANDSHAKE_FAILED} if it does not decrypt, with {@code NONCE_EXHAUSTED} after 2^64-1
     *     messages; then nothing changed and the right message can still be read
     * @throws IllegalStateException after close, or if the pattern is one way and not this
     */
    public byte[] read(byte[] message) throws ProtocolException {
        CipherState cipher = open(receiving);
        if (message.length > NoiseProtocol.MAXIMUM_MESSAGE) {
            throw new ProtocolException(
                    ErrorCode.MESSAGE_TOO_LARGE, "Noise message of " + message.length + " bytes");
        }
        return cipher.decryptWithAd(NO_AD, message);
    }

    /** Wipes both keys, best effort. */
    @Override
    public void close() {
        closed = true;
        if (sending != null) {
            sending.close();
        }
        if (receiving != null) {
            receiving.close();
        }
    }

    private CipherState open(@Nullable CipherState cipher) {
        if (closed) {
            throw new IllegalStateException("the transport is closed");
        }
        if (cipher == null) {
            throw new IllegalStateException("the pattern is one way");
        }
        return cipher;
    }
}
