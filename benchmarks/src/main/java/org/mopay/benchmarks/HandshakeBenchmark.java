package org.mopay.benchmarks;

import com.southernstorm.noise.protocol.CipherStatePair;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.noise.HandshakeState;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.core.noise.TransportState;
import org.mopay.server.crypto.NativeCryptoProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import java.security.SecureRandom;

/** A whole handshake, both sides, to the two transports; empty payloads, fresh ephemeral keys. */
@State(Scope.Thread)
public class HandshakeBenchmark {
    private static final Bytes PROLOGUE = Bytes.ofUtf8("a prologue as long as an engagement is");
    private static final byte[] NOTHING = {};

    private final CryptoProvider crypto = CryptoProvider.bouncyCastle();
    private final CryptoProvider nativeCrypto =
            NativeCryptoProvider.find(HandshakeBenchmark.class.getClassLoader());
    private final RandomSource random = RandomSource.of(new SecureRandom());
    private final X25519KeyPair initiatorStatic = crypto.generateX25519(random);
    private final X25519KeyPair responderStatic = crypto.generateX25519(random);
    private final HandshakeFloor floor = new HandshakeFloor(0, 0);
    private final NoiseJavaPeer noiseJava = new NoiseJavaPeer(PROLOGUE.toArray());

    @Benchmark
    public TransportState xx() throws ProtocolException {
        return shakeHands(NoiseProtocol.XX, null, crypto);
    }

    /** With the server's native provider plugged in, where its libraries are. */
    @Benchmark
    public TransportState xxNative() throws ProtocolException {
        return shakeHands(NoiseProtocol.XX, null, nativeCrypto);
    }

    @Benchmark
    public void xxFloor(Blackhole blackhole) {
        floor.run(blackhole);
    }

    @Benchmark
    public CipherStatePair xxNoiseJava() throws Exception {
        return noiseJava.shakeHands();
    }

    @Benchmark
    public TransportState xk() throws ProtocolException {
        return shakeHands(NoiseProtocol.XK, responderStatic.publicKey(), crypto);
    }

    @Benchmark
    public void xkFloor(Blackhole blackhole) {
        floor.run(blackhole);
    }

    private TransportState shakeHands(
            NoiseProtocol protocol, @Nullable Bytes knownResponder, CryptoProvider provider)
            throws ProtocolException {
        HandshakeState initiator = HandshakeState.initiator(
                protocol, PROLOGUE, initiatorStatic, knownResponder, provider, random);
        HandshakeState responder = HandshakeState.responder(
                protocol, PROLOGUE, responderStatic, null, provider, random);
        responder.readMessage(initiator.writeMessage(NOTHING));
        initiator.readMessage(responder.writeMessage(NOTHING));
        responder.readMessage(initiator.writeMessage(NOTHING));
        responder.split();
        return initiator.split();
    }
}
