package org.mopay.core.noise;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;

/**
 * The keys s, e, rs and re of one side of a handshake (Noise section 5.3), those that it knows so
 * far.
 */
record HandshakeKeys(
        boolean initiator,
        @Nullable X25519KeyPair localStatic,
        X25519KeyPair localEphemeral,
        @Nullable Bytes remoteStatic,
        @Nullable Bytes remoteEphemeral) {

    HandshakeKeys withLocalStatic(X25519KeyPair chosen) {
        if (localStatic != null) {
            throw new IllegalStateException("the local static key was already given");
        }
        return new HandshakeKeys(initiator, chosen, localEphemeral, remoteStatic, remoteEphemeral);
    }

    HandshakeKeys withRemoteStatic(Bytes received) {
        return new HandshakeKeys(initiator, localStatic, localEphemeral, received, remoteEphemeral);
    }

    HandshakeKeys withRemoteEphemeral(Bytes received) {
        return new HandshakeKeys(initiator, localStatic, localEphemeral, remoteStatic, received);
    }

    Bytes localStaticPublic() {
        return known("the local static key", localStatic).publicKey();
    }

    Bytes knownRemoteStatic() {
        return known("the remote static key", remoteStatic);
    }

    Bytes knownRemoteEphemeral() {
        return known("the remote ephemeral key", remoteEphemeral);
    }

    /** The static public key of one side, for the pre-messages. */
    Bytes staticPublicOf(boolean ofInitiator) {
        return ofInitiator == initiator ? localStaticPublic() : knownRemoteStatic();
    }

    /** The agreement that a token of two letters stands for. */
    SecretBytes agree(HandshakePattern.Token token, CryptoProvider provider)
            throws ProtocolException {
        return switch (token) {
            case EE -> provider.x25519(localEphemeral.privateKey(), knownRemoteEphemeral());
            case ES -> initiator ? ephemeralStatic(provider) : staticEphemeral(provider);
            case SE -> initiator ? staticEphemeral(provider) : ephemeralStatic(provider);
            case SS -> provider.x25519(localStaticPrivate(), knownRemoteStatic());
            case E, S -> throw new IllegalArgumentException("token " + token + " is no agreement");
        };
    }

    private SecretBytes ephemeralStatic(CryptoProvider provider) throws ProtocolException {
        return provider.x25519(localEphemeral.privateKey(), knownRemoteStatic());
    }

    private SecretBytes staticEphemeral(CryptoProvider provider) throws ProtocolException {
        return provider.x25519(localStaticPrivate(), knownRemoteEphemeral());
    }

    private SecretBytes localStaticPrivate() {
        return known("the local static key", localStatic).privateKey();
    }

    private static <T> T known(String what, @Nullable T key) {
        if (key == null) {
            throw new IllegalStateException(what + " is not known");
        }
        return key;
    }
}
