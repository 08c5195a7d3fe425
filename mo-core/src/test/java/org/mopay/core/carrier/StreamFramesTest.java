package org.mopay.core.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.crypto.CountingRandom;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;

class StreamFramesTest {
    private final CountingRandom random = new CountingRandom();
    private final List<Bytes> sent =
            List.of(frame(1), frame(13), frame(300), frame(Frame.MAX_SIZE), frame(256));
    private final StreamFrames frames = new StreamFrames();

    @Test
    void writesTheLengthBigEndian() {
        assertThat(StreamFrames.encode(frame(258)).slice(0, 2)).isEqualTo(Bytes.ofHex("0102"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 299, 300, 4096, 1 << 20})
    void findsTheFramesHoweverTheStreamIsCut(int chunkSize) throws Exception {
        Bytes stream = Bytes.concat(sent.stream().map(StreamFrames::encode).toArray(Bytes[]::new));
        List<Bytes> found = new ArrayList<>();
        for (int at = 0; at < stream.size(); at += chunkSize) {
            found.addAll(
                    frames.received(stream.slice(at, Math.min(stream.size(), at + chunkSize))));
        }
        assertThat(found).containsExactlyElementsOf(sent);
        assertThat(frames.isBetweenFrames()).isTrue();
    }

    @Test
    void knowsThatAStreamEndsInsideAFrame() throws Exception {
        assertThat(frames.isBetweenFrames()).isTrue();
        assertThat(frames.received(Bytes.of((byte) 0))).isEmpty();
        assertThat(frames.isBetweenFrames()).isFalse();
        assertThat(frames.received(Bytes.of((byte) 2, (byte) 9))).isEmpty();
        assertThat(frames.isBetweenFrames()).isFalse();
        assertThat(frames.received(Bytes.of((byte) 9))).containsExactly(Bytes.ofHex("0909"));
        assertThat(frames.isBetweenFrames()).isTrue();
    }

    // cites HS-09
    @Test
    void refusesALengthAboveTheLimitBeforeItsFirstByte() {
        refuses(ErrorCode.MESSAGE_TOO_LARGE, () -> frames.received(Bytes.ofHex("4001")));
    }

    @Test
    void refusesAFrameOfNoBytes() {
        refuses(ErrorCode.MALFORMED_MESSAGE, () -> frames.received(Bytes.ofHex("0000")));
    }

    @Test
    void staysBrokenOnceItHasLostItsPlace() {
        refuses(ErrorCode.MESSAGE_TOO_LARGE, () -> frames.received(Bytes.ofHex("ffff")));
        refuses(ErrorCode.MESSAGE_TOO_LARGE, () -> frames.received(Bytes.ofHex("000101")));
    }

    @Test
    void writesNoFrameThatItWouldNotRead() {
        assertThatThrownBy(() -> StreamFrames.encode(Bytes.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamFrames.encode(frame(Frame.MAX_SIZE + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Bytes frame(int size) {
        return Bytes.copyOf(random.next(size));
    }

    private static void refuses(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
