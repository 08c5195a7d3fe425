package org.mopay.cli.carrier;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.StreamFrames;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Frames over a TCP connection. A reader never holds more than one frame that is not whole, and
 * waits no longer than it is told, however slowly the bytes trickle. One thread at a time.
 */
public final class FrameConnection implements AutoCloseable {
    private final Socket socket;
    private final StreamFrames frames = new StreamFrames();
    private final Deque<Bytes> whole = new ArrayDeque<>();
    private final byte[] buffer = new byte[Frame.MAX_SIZE];

    private FrameConnection(Socket socket) {
        this.socket = socket;
    }

    public static FrameConnection connect(InetSocketAddress address, Duration patience)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, Math.toIntExact(patience.toMillis()));
            return of(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A connection that was accepted. */
    public static FrameConnection of(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new FrameConnection(socket);
    }

    public void send(Bytes frame) throws IOException {
        socket.getOutputStream().write(StreamFrames.encode(frame).toArray());
    }

    /**
     * Waits for the next frame.
     *
     * @return the frame, or nothing when the other side has closed
     * @throws SocketTimeoutException if none was whole in time
     * @throws ProtocolException if what comes is no frame
     */
    public Optional<Bytes> receive(Duration patience) throws IOException, ProtocolException {
        long end = System.nanoTime() + patience.toNanos();
        InputStream input = socket.getInputStream();
        while (whole.isEmpty()) {
            long rest = (end - System.nanoTime()) / 1_000_000;
            if (rest <= 0) {
                throw new SocketTimeoutException("no whole frame in " + patience);
            }
            socket.setSoTimeout((int) Math.min(rest, Integer.MAX_VALUE));
            int size = input.read(buffer);
            if (size < 0) {
                return Optional.empty();
            }
            whole.addAll(frames.received(Bytes.copyOf(buffer, 0, size)));
        }
        return Optional.of(whole.remove());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as well as it can be.
            return;
        }
    }
}
