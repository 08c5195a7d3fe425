package org.mopay.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.stream.Stream;

class PaddingTest {

    // cites ENC-37
    @ParameterizedTest
    @CsvSource({"0, 256", "1, 256", "255, 256", "256, 512", "511, 512", "512, 768"})
    void fillsTheNextBucket(int size, int padded) {
        assertThat(Padding.pad(new byte[size])).hasSize(padded);
    }

    @Test
    void givesEveryMessageBack() throws ProtocolException {
        for (int size = 0; size <= 2 * Padding.BUCKET; size++) {
            byte[] message = new byte[size];
            for (int i = 0; i < size; i++) {
                message[i] = (byte) (i % 3 == 0 ? 0x80 : 0);
            }
            assertThat(Padding.unpad(Padding.pad(message))).isEqualTo(message);
        }
    }

    static Stream<Bytes> wrong() {
        byte[] twoBuckets = new byte[512];
        twoBuckets[255] = (byte) 0x80;
        byte[] otherMark = new byte[256];
        otherMark[9] = 1;
        byte[] markTooEarly = new byte[255];
        markTooEarly[0] = (byte) 0x80;
        return Stream.of(
                Bytes.empty(),
                Bytes.copyOf(new byte[256]),
                Bytes.copyOf(twoBuckets),
                Bytes.copyOf(otherMark),
                Bytes.copyOf(markTooEarly));
    }

    // cites ENC-38
    @ParameterizedTest
    @MethodSource("wrong")
    void knowsOnlyTheShortestPadding(Bytes padded) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Padding.unpad(padded.toArray()))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }
}
