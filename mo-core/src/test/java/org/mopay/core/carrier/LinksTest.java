package org.mopay.core.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Engagement;

class LinksTest {
    private static final Engagement ENGAGEMENT = Engagement.newBuilder()
            .setVersion(1)
            .setValidatorId("validator.example")
            .addCarriers(CarrierHint.newBuilder()
                    .setCarrier(Carrier.CARRIER_TCP)
                    .setAddress("127.0.0.1:4040"))
            .setCommitment(ByteString.copyFrom(new byte[32]))
            .build();
    private static final Bytes ENCODED = MessageType.ENGAGEMENT.encode(ENGAGEMENT);
    private static final Activation ACTIVATION = Activation.newBuilder()
            .setValidatorId("validator.example")
            .setHost("127.0.0.1")
            .setPort(8443)
            .setRootKey(ByteString.copyFrom(new byte[32]))
            .setTlsPin(ByteString.copyFrom(new byte[32]))
            .setCode("7Q4K-2M9D")
            .build();

    // cites ENC-41
    @Test
    void carriesAnEngagementByteForByte() throws Exception {
        assertThat(Links.pay(ENCODED)).startsWith("mo://pay/").doesNotContain("=");
        assertThat(Links.engagement(Links.pay(ENCODED))).isEqualTo(ENCODED);
        assertThat(QrText.encode(ENCODED)).matches("MO:[0-9A-Z $%*+./:-]+");
        assertThat(QrText.decode(QrText.encode(ENCODED))).isEqualTo(ENCODED);
    }

    @Test
    void carriesAnActivation() throws Exception {
        assertThat(Links.enrol(ACTIVATION)).startsWith("mo://enrol/");
        assertThat(Links.activation(Links.enrol(ACTIVATION))).isEqualTo(ACTIVATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mo://pay", "MO://pay/", "http://pay/", "mo://enrol/", " mo://pay/"})
    void readsOneSpellingOfItsPrefixOnly(String prefix) {
        refuses(ErrorCode.MALFORMED_MESSAGE, () -> Links.engagement(prefix + ENCODED.base64Url()));
        refuses(ErrorCode.MALFORMED_MESSAGE, () -> QrText.decode(prefix + Base45.encode(ENCODED)));
    }

    // cites ENC-41
    @ParameterizedTest
    @ValueSource(strings = {"=", "\n", " ", "?", "/", "+", "A"})
    void refusesAnythingAfterALink(String tail) {
        refuses(ErrorCode.MALFORMED_MESSAGE, () -> Links.engagement(Links.pay(ENCODED) + tail));
    }

    @Test
    void refusesEveryTruncation() {
        String link = Links.pay(ENCODED);
        String qr = QrText.encode(ENCODED);
        for (int size = 0; size < link.length(); size++) {
            String cut = link.substring(0, size);
            refuses(() -> Links.engagement(cut));
        }
        for (int size = 0; size < qr.length(); size++) {
            String cut = qr.substring(0, size);
            refuses(() -> QrText.decode(cut));
        }
    }

    // cites ENC-03, ENC-41
    @Test
    void refusesWhatIsTooLongBeforeItDecodesIt() {
        // Not base64url, not base45: whoever decoded it first would call it malformed.
        StringBuilder endless = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            endless.append('!');
        }
        refuses(ErrorCode.MESSAGE_TOO_LARGE, () -> Links.engagement(Links.PAY + endless));
        refuses(ErrorCode.MESSAGE_TOO_LARGE, () -> Links.activation(Links.ENROL + endless));
        refuses(ErrorCode.MESSAGE_TOO_LARGE, () -> QrText.decode(QrText.PREFIX + endless));
    }

    // cites HS-03
    @Test
    void refusesAnEngagementOfAnotherVersion() {
        Bytes other = MessageType.ENGAGEMENT.encode(
                ENGAGEMENT.toBuilder().setVersion(2).build());
        refuses(ErrorCode.UNKNOWN_SUITE, () -> Links.engagement(Links.pay(other)));
        refuses(ErrorCode.UNKNOWN_SUITE, () -> QrText.decode(QrText.encode(other)));
    }

    @Test
    void refusesAnActivationThatLeadsNowhere() {
        refusesActivation(ACTIVATION.toBuilder().clearValidatorId());
        refusesActivation(ACTIVATION.toBuilder().clearHost());
        refusesActivation(ACTIVATION.toBuilder().clearPort());
        refusesActivation(ACTIVATION.toBuilder().setPort(65536));
        refusesActivation(ACTIVATION.toBuilder().setPort(-1));
        refusesActivation(ACTIVATION.toBuilder().setRootKey(ByteString.copyFrom(new byte[31])));
        refusesActivation(ACTIVATION.toBuilder().clearTlsPin());
        refusesActivation(ACTIVATION.toBuilder().clearCode());
    }

    private static void refusesActivation(Activation.Builder activation) {
        String link = Links.enrol(activation.build());
        refuses(ErrorCode.MALFORMED_MESSAGE, () -> Links.activation(link));
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ProtocolException.class);
    }

    private static void refuses(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
