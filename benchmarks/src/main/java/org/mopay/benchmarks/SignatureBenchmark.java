package org.mopay.benchmarks;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ProtocolException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * Signing and verifying through the provider, a message as long as an authorization, keys decoded
 * before; beside bare Bouncy Castle and beside the JDK's own.
 */
@State(Scope.Thread)
public class SignatureBenchmark {
    private static final int MESSAGE_SIZE = 320;

    private final CryptoProvider crypto = CryptoProvider.bouncyCastle();
    private final RandomSource random = RandomSource.of(new SecureRandom());
    private final BarePrimitives bare = new BarePrimitives();
    private final byte[] content = random.next(MESSAGE_SIZE);
    private final Bytes message = Bytes.copyOf(content);

    private final byte[] seed = random.next(BarePrimitives.KEY_SIZE);
    private final Signer ed25519 = crypto.ed25519Signer(SecretBytes.copyOf(seed));
    private final byte[] ed25519PublicKey = ed25519.publicKey().toArray();
    private final Verifier ed25519Verifier = verifier(ed25519);
    private final Ed25519.PublicPoint ed25519Point = bare.ed25519Point(ed25519PublicKey);
    private final Bytes ed25519Signature = ed25519.sign(message);
    private final byte[] ed25519SignatureBytes = ed25519Signature.toArray();
    private final JcaSignature ed25519Jca = JcaSignature.ed25519(content);

    private final SecretBytes scalar = crypto.generateP256Scalar(random);
    private final Signer p256 = crypto.p256Signer(scalar);
    private final Verifier p256Verifier = verifier(p256);
    private final Bytes p256Signature = p256.sign(message);
    private final BareP256 p256Bare = new BareP256(scalar.expose(), content);
    private final JcaSignature p256Jca = JcaSignature.p256(content);

    private Verifier verifier(Signer signer) {
        try {
            return switch (signer.scheme()) {
                case ED25519 -> crypto.ed25519VerifierTrusted(signer.publicKey());
                case P256 -> crypto.p256Verifier(signer.publicKey());
            };
        } catch (ProtocolException e) {
            throw new IllegalStateException("a signer's own key is valid", e);
        }
    }

    @Benchmark
    public Bytes ed25519Sign() {
        return ed25519.sign(message);
    }

    @Benchmark
    public byte[] ed25519SignFloor() {
        return bare.ed25519Sign(seed, ed25519PublicKey, content);
    }

    @Benchmark
    public byte[] ed25519SignJca() throws GeneralSecurityException {
        return ed25519Jca.sign();
    }

    @Benchmark
    public boolean ed25519Verify() {
        return ed25519Verifier.verify(message, ed25519Signature);
    }

    @Benchmark
    public boolean ed25519VerifyFloor() {
        return bare.ed25519Verify(ed25519Point, content, ed25519SignatureBytes);
    }

    @Benchmark
    public boolean ed25519VerifyJca() throws GeneralSecurityException {
        return ed25519Jca.verify();
    }

    @Benchmark
    public Bytes p256Sign() {
        return p256.sign(message);
    }

    @Benchmark
    public Object p256SignFloor() {
        return p256Bare.sign();
    }

    @Benchmark
    public byte[] p256SignJca() throws GeneralSecurityException {
        return p256Jca.sign();
    }

    @Benchmark
    public boolean p256Verify() {
        return p256Verifier.verify(message, p256Signature);
    }

    @Benchmark
    public boolean p256VerifyFloor() {
        return p256Bare.verify();
    }

    @Benchmark
    public boolean p256VerifyJca() throws GeneralSecurityException {
        return p256Jca.verify();
    }
}
