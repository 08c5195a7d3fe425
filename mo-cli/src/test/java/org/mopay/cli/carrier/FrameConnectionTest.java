package org.mopay.cli.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.StreamFrames;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Frames over a real loopback connection. */
class FrameConnectionTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private ServerSocket listener;
    private Socket other;
    private FrameConnection connection;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        connection =
                FrameConnection.connect((InetSocketAddress) listener.getLocalSocketAddress(), LONG);
        other = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        other.close();
        listener.close();
    }

    private void othersBytes(Bytes bytes) throws IOException {
        other.getOutputStream().write(bytes.toArray());
        other.getOutputStream().flush();
    }

    @Test
    void carriesFramesOfEverySize() throws Exception {
        Bytes largest = Bytes.copyOf(new byte[Frame.MAX_SIZE]);
        othersBytes(Bytes.concat(
                StreamFrames.encode(Bytes.ofUtf8("one")), StreamFrames.encode(largest)));

        assertThat(connection.receive(LONG)).contains(Bytes.ofUtf8("one"));
        assertThat(connection.receive(LONG)).contains(largest);
    }

    @Test
    void sendsAFrameBehindItsLength() throws Exception {
        connection.send(Bytes.ofUtf8("abc"));

        assertThat(other.getInputStream().readNBytes(5)).containsExactly(0, 3, 'a', 'b', 'c');
    }

    @Test
    void waitsForTheRestOfATrickledFrame() throws Exception {
        Bytes frame = StreamFrames.encode(Bytes.ofUtf8("slowly"));
        for (int i = 0; i < frame.size(); i++) {
            assertThatThrownBy(() -> connection.receive(SHORT))
                    .isInstanceOf(SocketTimeoutException.class);
            othersBytes(frame.slice(i, i + 1));
        }

        assertThat(connection.receive(LONG)).contains(Bytes.ofUtf8("slowly"));
    }

    @Test
    void endsWhenTheOtherSideHasClosed() throws Exception {
        other.close();

        assertThat(connection.receive(LONG)).isEmpty();
    }

    @Test
    void refusesAFrameThatIsTooLargeBeforeItComes() throws Exception {
        othersBytes(Bytes.of((byte) 0x40, (byte) 0x01));

        assertThatThrownBy(() -> connection.receive(LONG))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        fault -> assertThat(fault.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
    }
}
