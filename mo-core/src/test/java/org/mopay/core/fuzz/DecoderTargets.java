package org.mopay.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.carrier.Base45;
import org.mopay.core.carrier.Links;
import org.mopay.core.carrier.QrText;
import org.mopay.core.carrier.StreamFrames;
import org.mopay.core.channel.Frame;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Padding;
import org.mopay.core.message.Wire;
import org.mopay.core.otp.OtpAuthUri;
import org.mopay.core.payment.SealedBox;
import org.mopay.proto.v1.SealedEnrolment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decoders without a state: what they accept they write back byte for byte. */
final class DecoderTargets {
    private static final TestValidator VALIDATOR = validator();
    private static final SecretBytes SEAL = SecretBytes.adopt(new byte[32]);

    private DecoderTargets() {}

    private static TestValidator validator() {
        try {
            return new TestValidator("bank.test", new SeededRandom(1));
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    /** The same bytes as every type, so that kept inputs stay good when types are added. */
    static void messages(byte[] input) {
        Bytes bytes = Bytes.copyOf(input);
        for (MessageType<?> type : MessageType.all()) {
            message(type, bytes);
        }
    }

    private static <M extends Message> void message(MessageType<M> type, Bytes bytes) {
        try {
            assertThat(type.encode(type.decode(bytes))).as("%s", type).isEqualTo(bytes);
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
    }

    /** As one frame, and as a stream of frames cut into chunks of the size of the first byte. */
    static void frames(byte[] input) {
        FuzzInput choices = new FuzzInput(input);
        int chunk = 1 + choices.next();
        Bytes stream = Bytes.copyOf(input, Math.min(1, input.length), input.length);
        try {
            assertThat(Frame.decode(stream).encode()).isEqualTo(stream);
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
        List<Bytes> found = new ArrayList<>();
        StreamFrames frames = new StreamFrames();
        try {
            for (int at = 0; at < stream.size(); at += chunk) {
                found.addAll(
                        frames.received(stream.slice(at, Math.min(stream.size(), at + chunk))));
            }
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
        Bytes again = Bytes.concat(found.stream().map(StreamFrames::encode).toArray(Bytes[]::new));
        assertThat(stream.slice(0, again.size())).isEqualTo(again);
    }

    /** What people scan, tap and paste. */
    static void texts(byte[] input) {
        for (String text : List.of(
                new String(input, StandardCharsets.UTF_8),
                new String(input, StandardCharsets.ISO_8859_1))) {
            readsBack(text, each -> Links.pay(Links.engagement(each)));
            readsBack(text, each -> Links.enrol(Links.activation(each)));
            readsBack(text, each -> QrText.encode(QrText.decode(each)));
            readsBack(text, each -> Base45.encode(Base45.decode(each)));
            readsBack(text, DecoderTargets::authenticator);
        }
    }

    @FunctionalInterface
    private interface Rewriting {
        String rewrite(String text) throws ProtocolException;
    }

    /** There is more than one way to write such a link: it is read, or refused by code. */
    private static String authenticator(String link) throws ProtocolException {
        assertThat(OtpAuthUri.parse(link)).isNotNull();
        return link;
    }

    private static void readsBack(String text, Rewriting rewriting) {
        try {
            assertThat(rewriting.rewrite(text)).isEqualTo(text);
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
    }

    /** As a box, as a padded payload, and as what is inside a box and inside an enrolment. */
    static void boxes(byte[] input) throws Exception {
        Bytes bytes = Bytes.copyOf(input);
        Bytes subject = Bytes.copyOf(new byte[32]);
        try {
            SealedBox.open(SEAL, Label.BOX_CONTENT, subject, bytes, TestValidator.CRYPTO);
            throw new AssertionError("a box that nobody sealed was opened");
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
        try {
            assertThat(Bytes.copyOf(Padding.pad(Padding.unpad(input)))).isEqualTo(bytes);
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
        if (bytes.size() <= MessageType.BOX_CONTENT.maxBytes()) {
            Bytes box =
                    SealedBox.seal(SEAL, Label.BOX_CONTENT, subject, bytes, TestValidator.CRYPTO);
            assertThat(SealedBox.open(SEAL, Label.BOX_CONTENT, subject, box, TestValidator.CRYPTO))
                    .isEqualTo(bytes);
        }
        enrolment(bytes);
    }

    private static void enrolment(Bytes content) throws ProtocolException {
        Hpke.SenderContext hpke = Hpke.setupSender(
                VALIDATOR.hpkeKeys().publicKey(),
                Label.ENROLMENT.inContext(Bytes.ofUtf8(VALIDATOR.id())),
                TestValidator.CRYPTO,
                new SeededRandom(2));
        List<SealedEnrolment> requests = new ArrayList<>();
        requests.add(SealedEnrolment.newBuilder()
                .setSuite("MO/1")
                .setValidatorId(VALIDATOR.id())
                .setHpkeKeyId(2)
                .setEnc(Wire.byteString(hpke.enc()))
                .setCiphertext(Wire.byteString(hpke.seal(Bytes.empty(), content)))
                .build());
        try {
            requests.add(SealedEnrolment.parseFrom(content.toArray()));
        } catch (InvalidProtocolBufferException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        for (SealedEnrolment request : requests) {
            try {
                EnrolmentDesk.open(
                        request, VALIDATOR.id(), VALIDATOR.hpkeKeys(), TestValidator.CRYPTO);
            } catch (ProtocolException refused) {
                assertThat(refused.code()).isNotNull();
            }
        }
    }
}
