package org.mopay.cli.inspect;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Abort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a frame: its header, and of its payload what is in the clear. The payload of a conversation
 * is encrypted for the two phones, so that nobody else, and no command, can show it.
 */
final class FrameReader {
    /** What {@code --type} calls it. */
    static final String NAME = "frame";

    private FrameReader() {}

    /** No message of protobuf starts with a field number 0, so a frame is never mistaken for one. */
    static boolean looksLikeFrame(Bytes encoded) {
        return !encoded.isEmpty() && encoded.at(0) >= 1 && encoded.at(0) <= 3;
    }

    static List<Line> read(Bytes encoded) throws ProtocolException {
        Frame frame = Frame.decode(encoded);
        List<Line> lines = new ArrayList<>();
        lines.add(line("type", frame.type().name().toLowerCase(Locale.ROOT), ""));
        lines.add(line("session_id", frame.sessionId().hex(), ""));
        lines.add(line("sequence", Integer.toString(frame.sequence()), ""));
        switch (frame.type()) {
            case HANDSHAKE -> handshake(frame.payload(), lines);
            case TRANSPORT -> lines.add(encrypted("payload", frame.payload()));
            case ABORT -> abort(frame.payload(), lines);
        }
        return lines;
    }

    /** Message 1 of XX carries its Hello in the clear, behind the ephemeral key. */
    private static void handshake(Bytes payload, List<Line> lines) {
        int keySize = X25519KeyPair.KEY_SIZE;
        if (payload.size() < keySize) {
            lines.add(encrypted("payload", payload));
            return;
        }
        Bytes rest = payload.slice(keySize, payload.size());
        try {
            Reading hello = MessageReader.read(KnownType.of(MessageType.HELLO), rest);
            if (hello.fits()) {
                lines.add(line("e", payload.slice(0, keySize).hex(), "X25519 public key"));
                lines.add(line("payload", "", "hello, in the clear"));
                for (Line each : hello.lines()) {
                    lines.add(new Line(
                            1,
                            "payload." + each.path(),
                            each.name(),
                            each.value(),
                            each.note(),
                            false));
                }
                return;
            }
        } catch (ProtocolException e) {
            // Not the first message of XX: the other messages are encrypted.
        }
        lines.add(encrypted("payload", payload));
    }

    private static void abort(Bytes payload, List<Line> lines) throws ProtocolException {
        int number;
        try {
            number = Abort.parseFrom(payload.toArray()).getCode();
        } catch (InvalidProtocolBufferException e) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "frame: the abort in it can't be read", e);
        }
        String meaning = ErrorCode.ofNumber(number)
                .map(code -> code.code() + ": " + ErrorText.of(code).sentence())
                .orElse("not in the registry");
        lines.add(line("code", Integer.toUnsignedString(number), meaning));
    }

    private static Line encrypted(String name, Bytes payload) {
        return line(name, payload.hex(), payload.size() + " bytes of a Noise message, encrypted");
    }

    private static Line line(String name, String value, String note) {
        return new Line(0, name, name, value, note, false);
    }
}
