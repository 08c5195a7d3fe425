package org.mopay.benchmarks;

import com.southernstorm.noise.protocol.CipherStatePair;
import com.southernstorm.noise.protocol.DHState;
import com.southernstorm.noise.protocol.HandshakeState;
import com.southernstorm.noise.protocol.Noise;

import java.security.GeneralSecurityException;

import javax.crypto.BadPaddingException;
import javax.crypto.ShortBufferException;

/** A whole XX handshake on both sides as noise-java does it, with empty payloads. */
final class NoiseJavaPeer {
    private static final String XX = "Noise_XX_25519_ChaChaPoly_SHA256";
    private static final int LARGEST_MESSAGE = 128;

    private final byte[] prologue;
    private final DHState initiatorStatic = newStatic();
    private final DHState responderStatic = newStatic();
    private final byte[] message = new byte[LARGEST_MESSAGE];
    private final byte[] payload = new byte[LARGEST_MESSAGE];

    NoiseJavaPeer(byte[] prologue) {
        this.prologue = prologue;
    }

    private static DHState newStatic() {
        try {
            DHState key = Noise.createDH("25519");
            key.generateKeyPair();
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("noise-java has X25519", e);
        }
    }

    CipherStatePair shakeHands() throws GeneralSecurityException, ShortBufferException {
        HandshakeState initiator = start(HandshakeState.INITIATOR, initiatorStatic);
        HandshakeState responder = start(HandshakeState.RESPONDER, responderStatic);
        pass(initiator, responder);
        pass(responder, initiator);
        pass(initiator, responder);
        responder.split();
        return initiator.split();
    }

    private HandshakeState start(int role, DHState localStatic) throws GeneralSecurityException {
        HandshakeState side = new HandshakeState(XX, role);
        side.setPrologue(prologue, 0, prologue.length);
        side.getLocalKeyPair().copyFrom(localStatic);
        side.start();
        return side;
    }

    private void pass(HandshakeState from, HandshakeState to)
            throws ShortBufferException, BadPaddingException {
        int size = from.writeMessage(message, 0, null, 0, 0);
        to.readMessage(message, 0, size, payload, 0);
    }
}
