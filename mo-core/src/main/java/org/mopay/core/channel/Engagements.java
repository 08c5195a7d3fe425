package org.mopay.core.channel;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Engagement;

import java.nio.ByteBuffer;
import java.util.List;

/** What both phones derive from an engagement's exact bytes. */
public final class Engagements {
    private static final int VERSION = 1;
    private static final Bytes SUITE = Bytes.ofUtf8("MO/1");
    private static final int DIGITS = 1_000_000;

    private Engagements() {}

    /** Encodes an engagement that commits to the payee's ephemeral key. */
    static Bytes encode(
            String validatorId,
            List<CarrierHint> carriers,
            Bytes ephemeral,
            X25519KeyPair noiseKeys,
            boolean withKey) {
        Engagement.Builder engagement = Engagement.newBuilder()
                .setVersion(VERSION)
                .setValidatorId(validatorId)
                .addAllCarriers(carriers)
                .setCommitment(byteString(Label.COMMITMENT.digest(ephemeral)));
        if (withKey) {
            engagement.setPayeeStatic(byteString(noiseKeys.publicKey()));
        }
        return MessageType.ENGAGEMENT.encode(engagement.build());
    }

    /** Decodes an engagement as it came by QR, link or tap. */
    public static Engagement decode(Bytes encoded) throws ProtocolException {
        Engagement engagement = MessageType.ENGAGEMENT.decode(encoded);
        if (engagement.getVersion() != VERSION) {
            throw new ProtocolException(
                    ErrorCode.UNKNOWN_SUITE, "engagement version " + engagement.getVersion());
        }
        boolean keySize = !engagement.hasPayeeStatic()
                || engagement.getPayeeStatic().size() == X25519KeyPair.KEY_SIZE;
        if (engagement.getCommitment().size() != 32 || !keySize) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "engagement: commitment or key");
        }
        return engagement;
    }

    /** Names the engagement; who can name it has seen it. */
    public static Bytes digest(Bytes encoded) {
        return Label.ENGAGEMENT.digest(encoded);
    }

    /** XK where the payee's static key is in the engagement, else XX. */
    static NoiseProtocol protocol(Engagement engagement) {
        return engagement.hasPayeeStatic() ? NoiseProtocol.XK : NoiseProtocol.XX;
    }

    /** Protocol name, suite and the exact engagement, each behind its length (2 bytes). */
    static Bytes prologue(NoiseProtocol protocol, Bytes encoded) {
        return Bytes.concat(
                withLength(Bytes.ofUtf8(protocol.name())), withLength(SUITE), withLength(encoded));
    }

    private static Bytes withLength(Bytes value) {
        byte[] length = new byte[2];
        ByteBuffer.wrap(length).putShort((short) value.size());
        return Bytes.concat(Bytes.copyOf(length), value);
    }

    static void checkCommitment(Engagement engagement, Bytes ephemeral) throws ProtocolException {
        if (!Label.COMMITMENT.digest(ephemeral).equals(bytes(engagement.getCommitment()))) {
            throw new ProtocolException(ErrorCode.COMMITMENT_MISMATCH, "another ephemeral key");
        }
    }

    /**
     * Six digits that both screens show before the user approves: {@code HKDF(e_i || e_r ||
     * commitment)}. Behind the commitment nobody in the middle can search for a match.
     */
    static String shortAuthenticationString(
            Engagement engagement, Bytes payerEphemeral, Bytes payeeEphemeral) {
        Bytes input =
                Bytes.concat(payerEphemeral, payeeEphemeral, bytes(engagement.getCommitment()));
        byte[] info = Label.SHORT_AUTHENTICATION_STRING.inContext(Bytes.empty()).toArray();
        byte[] output = Kdf.hkdf(new byte[0], input.toArray(), info, Long.BYTES);
        long number = Long.remainderUnsigned(ByteBuffer.wrap(output).getLong(), DIGITS);
        String digits = Long.toString(DIGITS + number).substring(1);
        return digits.substring(0, 3) + " " + digits.substring(3);
    }
}
