package org.mopay.examples;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.noise.HandshakeState;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.core.noise.TransportState;

import java.nio.charset.StandardCharsets;

/** A Noise channel without the rest: both sides of Noise_XX_25519_ChaChaPoly_SHA256. */
final class NoiseChannel {
    private NoiseChannel() {}

    /** Shakes hands, and sends the text from the responder to the initiator. */
    static String converse(String text, RandomSource random) throws ProtocolException {
        CryptoProvider crypto = CryptoProvider.bouncyCastle();
        X25519KeyPair ours = crypto.generateX25519(random);
        X25519KeyPair theirs = crypto.generateX25519(random);
        Bytes prologue = Bytes.ofUtf8("what both sides must agree on");
        HandshakeState initiator =
                HandshakeState.initiator(NoiseProtocol.XX, prologue, ours, null, crypto, random);
        HandshakeState responder =
                HandshakeState.responder(NoiseProtocol.XX, prologue, theirs, null, crypto, random);
        byte[] nothing = {};
        responder.readMessage(initiator.writeMessage(nothing)); // -> e
        initiator.readMessage(responder.writeMessage(nothing)); // <- e, ee, s, es
        responder.readMessage(initiator.writeMessage(nothing)); // -> s, se
        if (!initiator.remoteStatic().equals(theirs.publicKey())) {
            throw new IllegalStateException("somebody else");
        }
        try (TransportState receiving = initiator.split();
                TransportState sending = responder.split()) {
            byte[] sealed = sending.write(text.getBytes(StandardCharsets.UTF_8));
            return new String(receiving.read(sealed), StandardCharsets.UTF_8);
        }
    }
}
