package org.mopay.server.http;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes single HTTP/2 frames (RFC 9113 section 4), also those that no library would write. */
final class RawHttp2Client implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;

    /** A frame as it was read. */
    record Frame(int type, int stream, Bytes payload) {
        /** The error code of RST_STREAM, or of GOAWAY. */
        int errorCode() {
            int offset = type == GOAWAY ? 4 : 0;
            return ByteBuffer.wrap(payload.toArray()).getInt(offset);
        }
    }

    /** Says the preface with default settings. */
    RawHttp2Client(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        send(frame(SETTINGS, 0, 0, new byte[0]));
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        return frame.array();
    }

    /** The header block of a request for a path (RFC 7541: static table, no Huffman). */
    static byte[] request(int method, String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(method);
        block.write(0x87); // :scheme https
        literal(block, 0x01, "localhost"); // :authority
        literal(block, 0x04, path); // :path
        return block.toByteArray();
    }

    static byte[] get(String path) {
        return request(0x82, path);
    }

    static byte[] post(String path) {
        return request(0x83, path);
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) {
        block.write(name);
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends; once the server has closed, what is left goes nowhere. */
    void send(byte[]... frames) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        try {
            socket.getOutputStream().write(all.toByteArray());
            socket.getOutputStream().flush();
        } catch (SocketException closed) {
            // What the server said before it closed is still to be read.
        }
    }

    /** The next frame of that type; null if the connection ended before it came. */
    @Nullable
    Frame next(int type) throws IOException {
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int kind = in.readUnsignedByte();
                in.readUnsignedByte();
                int stream = in.readInt();
                Frame frame = new Frame(kind, stream, Bytes.copyOf(in.readNBytes(length)));
                if (kind == type) {
                    return frame;
                }
            }
        } catch (EOFException | SocketException ended) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
