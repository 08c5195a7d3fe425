package org.mopay.core.noise;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * One side of a handshake (Noise section 5.3). Messages are written and read in turn, the
 * initiator's first, until {@link #isComplete}; then {@link #split} gives the transport.
 *
 * <p>A message that fails, to be read or to be written, changes nothing: it was tried on a copy.
 * The static key pair stays the caller's; the ephemeral one and all derived keys are wiped by {@link
 * #close} and by {@link #split}, best effort. Not thread-safe.
 */
public final class HandshakeState implements AutoCloseable {
    private static final int TAG_SIZE = 16;

    private final HandshakePattern pattern;
    private final CryptoProvider provider;
    private SymmetricState symmetric;
    private HandshakeKeys keys;
    private int messagesDone;
    private boolean closed;

    private HandshakeState(
            NoiseProtocol protocol, Bytes prologue, HandshakeKeys keys, CryptoProvider provider) {
        this.pattern = protocol.pattern();
        this.provider = provider;
        this.keys = keys;
        this.symmetric = new SymmetricState(protocol, provider);
        symmetric.mixHash(prologue.toArray());
        if (pattern.initiatorStaticKnown()) {
            symmetric.mixHash(keys.staticPublicOf(true).toArray());
        }
        if (pattern.responderStaticKnown()) {
            symmetric.mixHash(keys.staticPublicOf(false).toArray());
        }
    }

    /**
     * The side that sends first, with a fresh ephemeral key.
     *
     * @param prologue what both sides must agree on; it is hashed and not sent
     * @param localStatic null only if the pattern needs none
     * @param remoteStatic the responder's key if the pattern knows it beforehand, else null
     * @throws IllegalStateException if the pattern needs a key that is null
     */
    public static HandshakeState initiator(
            NoiseProtocol protocol,
            Bytes prologue,
            @Nullable X25519KeyPair localStatic,
            @Nullable Bytes remoteStatic,
            CryptoProvider provider,
            RandomSource random) {
        return initiator(
                protocol,
                prologue,
                localStatic,
                remoteStatic,
                provider.generateX25519(random),
                provider);
    }

    /** With a given ephemeral key: for vectors only, since an initiator never commits to one. */
    static HandshakeState initiator(
            NoiseProtocol protocol,
            Bytes prologue,
            @Nullable X25519KeyPair localStatic,
            @Nullable Bytes remoteStatic,
            X25519KeyPair localEphemeral,
            CryptoProvider provider) {
        HandshakeKeys keys =
                new HandshakeKeys(true, localStatic, localEphemeral, remoteStatic, null);
        return new HandshakeState(protocol, prologue, keys, provider);
    }

    /**
     * The side that answers, with a fresh ephemeral key.
     *
     * @param prologue what both sides must agree on; it is hashed and not sent
     * @param localStatic null only if the pattern needs none
     * @param remoteStatic the initiator's key if the pattern knows it beforehand, else null
     * @throws IllegalStateException if the pattern needs a key that is null
     */
    public static HandshakeState responder(
            NoiseProtocol protocol,
            Bytes prologue,
            @Nullable X25519KeyPair localStatic,
            @Nullable Bytes remoteStatic,
            CryptoProvider provider,
            RandomSource random) {
        return responder(
                protocol,
                prologue,
                localStatic,
                remoteStatic,
                provider.generateX25519(random),
                provider);
    }

    /**
     * The side that answers, with an ephemeral key made before: a payee of MO/1 commits to it in
     * the engagement. The handshake takes the pair over and wipes it; using it in a second
     * handshake would break both.
     *
     * @param localEphemeral fresh for this one handshake
     */
    public static HandshakeState responder(
            NoiseProtocol protocol,
            Bytes prologue,
            @Nullable X25519KeyPair localStatic,
            @Nullable Bytes remoteStatic,
            X25519KeyPair localEphemeral,
            CryptoProvider provider) {
        HandshakeKeys keys =
                new HandshakeKeys(false, localStatic, localEphemeral, remoteStatic, null);
        return new HandshakeState(protocol, prologue, keys, provider);
    }

    /**
     * Gives the static key pair late, where the pattern needs it late: a payer of MO/1 learns in
     * message 2 under which of its one-time credentials it answers.
     *
     * @throws IllegalStateException if it was given before
     */
    public void useLocalStatic(X25519KeyPair localStatic) {
        keys = keys.withLocalStatic(localStatic);
    }

    /**
     * Writes the next message, at most 65535 bytes.
     *
     * @throws ProtocolException with {@code LOW_ORDER_POINT} if the remote key shares no secret
     * @throws IllegalArgumentException if the payload makes the message too large
     * @throws IllegalStateException if it is the other side's turn, or the handshake is over
     */
    public byte[] writeMessage(byte[] payload) throws ProtocolException {
        List<HandshakePattern.Token> tokens = nextMessage(true);
        SymmetricState trial = symmetric.copy();
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (HandshakePattern.Token token : tokens) {
                switch (token) {
                    case E -> {
                        byte[] ephemeral = keys.localEphemeral().publicKey().toArray();
                        message.write(ephemeral, 0, ephemeral.length);
                        trial.mixHash(ephemeral);
                    }
                    case S -> {
                        byte[] sealed =
                                trial.encryptAndHash(keys.localStaticPublic().toArray());
                        message.write(sealed, 0, sealed.length);
                    }
                    case EE, ES, SE, SS -> mixAgreement(trial, keys, token);
                }
            }
            byte[] sealed = trial.encryptAndHash(payload);
            message.write(sealed, 0, sealed.length);
            if (message.size() > NoiseProtocol.MAXIMUM_MESSAGE) {
                throw new IllegalArgumentException(
                        "payload makes a message of " + message.size() + " bytes");
            }
            trial = commit(trial, keys);
            return message.toByteArray();
        } finally {
            trial.close();
        }
    }

    /**
     * Reads the next message and gives its payload.
     *
     * @throws ProtocolException with {@code MESSAGE_TOO_LARGE} above 65535 bytes, with {@code
     *     MALFORMED_MESSAGE} if keys are cut off, with {@code HANDSHAKE_FAILED} if it does not
     *     decrypt, with {@code LOW_ORDER_POINT} if its keys share no secret; then nothing changed
     *     and the right message can still be read
     * @throws IllegalStateException if it is this side's turn, or the handshake is over
     */
    public byte[] readMessage(byte[] message) throws ProtocolException {
        return read(message, true);
    }

    /**
     * Reads the payload of the next message as {@link #readMessage} does, and changes nothing: for a
     * responder that judges a payload before it goes on.
     */
    public byte[] peekMessage(byte[] message) throws ProtocolException {
        return read(message, false);
    }

    private byte[] read(byte[] message, boolean accept) throws ProtocolException {
        List<HandshakePattern.Token> tokens = nextMessage(false);
        if (message.length > NoiseProtocol.MAXIMUM_MESSAGE) {
            throw new ProtocolException(
                    ErrorCode.MESSAGE_TOO_LARGE, "Noise message of " + message.length + " bytes");
        }
        SymmetricState trial = symmetric.copy();
        HandshakeKeys trialKeys = keys;
        try {
            Bytes rest = Bytes.copyOf(message);
            for (HandshakePattern.Token token : tokens) {
                switch (token) {
                    case E -> {
                        Bytes ephemeral = take(rest, X25519KeyPair.KEY_SIZE);
                        rest = rest.slice(ephemeral.size(), rest.size());
                        trialKeys = trialKeys.withRemoteEphemeral(ephemeral);
                        trial.mixHash(ephemeral.toArray());
                    }
                    case S -> {
                        int tag = trial.hasKey() ? TAG_SIZE : 0;
                        Bytes sealed = take(rest, X25519KeyPair.KEY_SIZE + tag);
                        rest = rest.slice(sealed.size(), rest.size());
                        byte[] remoteStatic = trial.decryptAndHash(sealed.toArray());
                        trialKeys = trialKeys.withRemoteStatic(Bytes.copyOf(remoteStatic));
                    }
                    case EE, ES, SE, SS -> mixAgreement(trial, trialKeys, token);
                }
            }
            byte[] payload = trial.decryptAndHash(rest.toArray());
            if (accept) {
                trial = commit(trial, trialKeys);
            }
            return payload;
        } finally {
            trial.close();
        }
    }

    /** Whether all messages went through. */
    public boolean isComplete() {
        return messagesDone == pattern.messages().size();
    }

    /**
     * The handshake hash so far (32 bytes with SHA-256). It names the channel: both sides have the
     * same one after the same message, and nobody else's handshake has it.
     */
    public Bytes handshakeHash() {
        return symmetric.handshakeHash();
    }

    /** This side's ephemeral public key, also before it is sent and after the handshake. */
    public Bytes localEphemeral() {
        return keys.localEphemeral().publicKey();
    }

    /**
     * The other side's ephemeral public key.
     *
     * @throws IllegalStateException before it was received
     */
    public Bytes remoteEphemeral() {
        return keys.knownRemoteEphemeral();
    }

    /**
     * The other side's static public key, authenticated as far as the pattern does so by now.
     *
     * @throws IllegalStateException before it is known
     */
    public Bytes remoteStatic() {
        return keys.knownRemoteStatic();
    }

    /**
     * Ends the handshake and gives the transport. The public keys and the handshake hash stay
     * readable here.
     *
     * @throws IllegalStateException unless the handshake is complete, and when called again
     */
    public TransportState split() {
        if (!isComplete() || closed) {
            throw new IllegalStateException(closed ? "closed" : "the handshake is not complete");
        }
        CipherState[] ciphers = symmetric.split();
        close();
        return TransportState.of(keys.initiator(), pattern.isOneWay(), ciphers[0], ciphers[1]);
    }

    /** Wipes the secrets, best effort; the static key pair is the caller's to wipe. */
    @Override
    public void close() {
        closed = true;
        symmetric.close();
        keys.localEphemeral().close();
    }

    private List<HandshakePattern.Token> nextMessage(boolean writing) {
        if (closed || isComplete()) {
            throw new IllegalStateException("the handshake is over");
        }
        boolean initiatorsTurn = messagesDone % 2 == 0;
        if (writing != (initiatorsTurn == keys.initiator())) {
            throw new IllegalStateException(
                    "it is " + (writing ? "the other" : "this") + " side's turn");
        }
        return pattern.messages().get(messagesDone);
    }

    private void mixAgreement(
            SymmetricState trial, HandshakeKeys trialKeys, HandshakePattern.Token token)
            throws ProtocolException {
        try (SecretBytes agreement = trialKeys.agree(token, provider)) {
            trial.mixKey(agreement);
        }
    }

    /** Takes the copy over and gives the old state back, to be closed in its place. */
    private SymmetricState commit(SymmetricState trial, HandshakeKeys trialKeys) {
        SymmetricState old = symmetric;
        symmetric = trial;
        keys = trialKeys;
        messagesDone++;
        return old;
    }

    private static Bytes take(Bytes message, int size) throws ProtocolException {
        if (message.size() < size) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "Noise message is cut off");
        }
        return message.slice(0, size);
    }
}
