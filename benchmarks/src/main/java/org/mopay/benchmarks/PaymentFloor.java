package org.mopay.benchmarks;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Padding;
import org.openjdk.jmh.infra.Blackhole;

import java.util.List;

/**
 * The primitives of one payment over XX on both phones, as often as the protocol asks for them and
 * over as many bytes:
 *
 * <ul>
 *   <li>the handshake with its payloads: 2 ephemeral X25519 keys, 6 agreements, 8 HKDFs (24 HMACs),
 *       16 hashes, 4 seals and 4 opens;
 *   <li>2 Ed25519 signatures (request, authorization) with the public key at hand;
 *   <li>6 verifications: each phone verifies the other's credential, what that signed, and the
 *       validator's decision; 2 of them under a key met for the first time, which is decoded;
 *   <li>3 boxes (15 HMACs, 3 times ChaCha20-Poly1305) and the HMAC of a one-time password;
 *   <li>outcome and close on the channel: 2 seals and 2 opens;
 *   <li>what names things: 11 digests, and on each phone 2 HMACs of the short authentication string.
 * </ul>
 *
 * <p>Not in it, though the phones do them: deriving the public key of each of the 2 signing seeds,
 * since a wrong public key in a signature would give the seed away; protobuf; the phones' records.
 */
final class PaymentFloor {
    private static final int PHONES = 2;
    private static final int SIGNED = 256;
    private static final int TAG = 16;
    private static final int EPHEMERAL = BarePrimitives.KEY_SIZE;
    private static final int SEALED_STATIC = BarePrimitives.KEY_SIZE + TAG;

    /** Request, terms, box, engagement, commitment. */
    private static final int DIGESTS_A_PHONE = 5;

    private final BarePrimitives bare = new BarePrimitives();
    private final HandshakeFloor handshake;
    private final SignatureFloor signatures = new SignatureFloor(SIGNED);
    private final BoxFloor box = new BoxFloor(Padding.BUCKET);
    private final OtpFloor otp = new OtpFloor();
    private final byte[] key = bare.random(BarePrimitives.KEY_SIZE);
    private final byte[] content = bare.random(SIGNED);
    private final byte[] submission;
    private final byte[] outcome;
    private final byte[] close;

    private PaymentFloor(int offer, int acceptance, int submission, int outcome, int close) {
        this.handshake = new HandshakeFloor(offer, acceptance);
        this.submission = bare.random(submission);
        this.outcome = bare.random(outcome);
        this.close = bare.random(close);
    }

    /** The floor of this payment. */
    static PaymentFloor of(ReplayedPayment payment) {
        List<Bytes> frames = payment.frames();
        return new PaymentFloor(
                messageSize(frames.get(1)) - EPHEMERAL - SEALED_STATIC - TAG,
                messageSize(frames.get(2)) - SEALED_STATIC - TAG,
                payment.submission().size(),
                messageSize(frames.get(3)) - TAG,
                messageSize(frames.get(4)) - TAG);
    }

    private static int messageSize(Bytes frame) {
        try {
            return Frame.decode(frame).payload().size();
        } catch (ProtocolException e) {
            throw new IllegalStateException("a frame that was read before", e);
        }
    }

    void run(Blackhole blackhole) {
        handshake.run(blackhole);
        for (int phone = 0; phone < PHONES; phone++) {
            blackhole.consume(signatures.sign());
            blackhole.consume(signatures.verifyUnderKnownKey());
            blackhole.consume(signatures.verifyUnderNewKey());
            blackhole.consume(signatures.verifyUnderKnownKey());
            name(blackhole);
        }
        blackhole.consume(otp.ocraPayment(key));
        box.seal(blackhole);
        box.seal(blackhole);
        box.open(blackhole);
        blackhole.consume(bare.sha256(submission));
        pass(outcome, blackhole);
        pass(close, blackhole);
    }

    /** The digests, and the short authentication string out of an HKDF. */
    private void name(Blackhole blackhole) {
        for (int i = 0; i < DIGESTS_A_PHONE; i++) {
            blackhole.consume(bare.sha256(content));
        }
        blackhole.consume(bare.hmacSha256(bare.hmacSha256(key, content), key));
    }

    private void pass(byte[] message, Blackhole blackhole) {
        byte[] sealed = bare.chaChaSeal(key, new byte[0], message);
        blackhole.consume(bare.chaChaOpen(key, new byte[0], sealed));
    }
}
