package org.mopay.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

class FrameTest {
    private static final Bytes SESSION = Bytes.ofHex("0102030405060708");

    @ParameterizedTest
    @EnumSource(Frame.Type.class)
    void survivesTheCarrier(Frame.Type type) throws ProtocolException {
        for (int sequence : new int[] {0, 1, 0x01020304, Integer.MAX_VALUE}) {
            Frame frame = new Frame(type, SESSION, sequence, Bytes.ofUtf8("payload"));

            assertThat(Frame.decode(frame.encode())).isEqualTo(frame);
        }
    }

    @Test
    void isTypeSessionSequenceAndPayload() {
        Frame frame = new Frame(Frame.Type.TRANSPORT, SESSION, 0x0a0b0c0d, Bytes.ofHex("ff"));

        assertThat(frame.encode().hex()).isEqualTo("02" + "0102030405060708" + "0a0b0c0d" + "ff");
    }

    // cites HS-12, HS-13
    @ParameterizedTest
    @CsvSource({
        "'', MALFORMED_MESSAGE",
        "01, MALFORMED_MESSAGE",
        "010102030405060708000000, MALFORMED_MESSAGE",
        "0101020304050607080000000000, ",
        "01010203040506070880000000, MALFORMED_MESSAGE",
        "010102030405060708ffffffff, MALFORMED_MESSAGE",
        "00010203040506070800000000, UNKNOWN_MESSAGE_TYPE",
        "04010203040506070800000000, UNKNOWN_MESSAGE_TYPE",
        "ff010203040506070800000000, UNKNOWN_MESSAGE_TYPE"
    })
    void isReadStrictly(String hex, ErrorCode refused) throws ProtocolException {
        Bytes encoded = Bytes.ofHex(hex);
        if (refused == null) {
            assertThat(Frame.decode(encoded).encode()).isEqualTo(encoded);
        } else {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> Frame.decode(encoded))
                    .extracting(ProtocolException::code)
                    .isEqualTo(refused);
        }
    }

    // cites HS-09
    @Test
    void hasALimit() throws ProtocolException {
        byte[] bytes = new byte[Frame.MAX_SIZE + 1];
        bytes[0] = 1;
        Bytes tooLarge = Bytes.copyOf(bytes);

        assertThat(Frame.decode(tooLarge.slice(0, Frame.MAX_SIZE)).payload().size())
                .isEqualTo(Frame.MAX_SIZE - 13);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Frame.decode(tooLarge))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }
}
