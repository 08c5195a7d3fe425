package org.mopay.cli.inspect;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.Type;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.WireFormat;

import org.mopay.core.bytes.Bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The first byte at which an encoding stops to be the canonical form of a type (specification,
 * chapter 2). It only explains: whether a message is well-formed is decided by {@link
 * org.mopay.core.message.MessageType#decode}.
 *
 * @param offset the byte, counted from 0
 * @param path the field it belongs to; empty before the first one
 * @param reason what is wrong with it
 */
record WireBreak(int offset, String path, String reason) {

    /** Where the encoding breaks, or nothing if it is canonical. */
    static Optional<WireBreak> find(Descriptor type, Bytes encoded) {
        Walk walk = new Walk(encoded.toArray());
        try {
            walk.message(type, encoded.size(), "");
            return Optional.empty();
        } catch (Found found) {
            return Optional.of(found.at);
        }
    }

    @Override
    public String toString() {
        return "byte " + offset + (path.isEmpty() ? "" : ", in " + path) + ": " + reason;
    }

    /** Leaves the walk; it is no error and has no trace. */
    private static final class Found extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient WireBreak at;

        Found(WireBreak at) {
            super(at.reason, null, false, false);
            this.at = at;
        }
    }

    private static final class Walk {
        private static final int MAX_VARINT = 10;

        private final byte[] encoded;
        private int at;

        Walk(byte[] encoded) {
            this.encoded = encoded;
        }

        void message(Descriptor type, int end, String path) throws Found {
            int last = 0;
            Set<OneofDescriptor> chosen = new HashSet<>();
            while (at < end) {
                int start = at;
                long tag = varint(end, path);
                int number = (int) (tag >>> 3);
                FieldDescriptor field = type.findFieldByNumber(number);
                if (field == null) {
                    throw found(start, path, type.getName() + " has no field " + number);
                }
                String inner = path.isEmpty() ? field.getName() : path + "." + field.getName();
                if ((tag & 7) != field.getLiteType().getWireType()) {
                    throw found(start, inner, "wire type " + (tag & 7) + " is not the field's");
                }
                if (number < last || (number == last && !field.isRepeated())) {
                    throw found(start, inner, "fields must ascend, each given once");
                }
                OneofDescriptor oneof = field.getRealContainingOneof();
                if (oneof != null && !chosen.add(oneof)) {
                    throw found(start, inner, "a second choice of " + oneof.getName());
                }
                last = number;
                value(field, start, end, inner);
            }
        }

        private void value(FieldDescriptor field, int start, int end, String path) throws Found {
            if (field.getLiteType().getWireType() == WireFormat.WIRETYPE_VARINT) {
                int from = at;
                long value = varint(end, path);
                requireExplicit(field, value == 0, start, path);
                boolean unknown = field.getType() == Type.ENUM
                        && field.getEnumType().findValueByNumber((int) value) == null;
                if (unknown) {
                    throw found(from, path, "unknown enum value " + value);
                }
                requireRange(field, value, from, path);
                return;
            }
            int lengthAt = at;
            long length = varint(end, path);
            if (length < 0 || length > end - at) {
                throw found(
                        lengthAt,
                        path,
                        "cut off: " + Long.toUnsignedString(length) + " bytes announced, "
                                + (end - at) + " left");
            }
            requireExplicit(field, length == 0, start, path);
            int valueEnd = at + (int) length;
            if (field.getType() == Type.MESSAGE) {
                message(field.getMessageType(), valueEnd, path);
            } else if (field.getType() == Type.STRING) {
                requireUtf8(valueEnd, path);
            }
            at = valueEnd;
        }

        /** A default is left out, unless the field says that it was given. */
        private static void requireExplicit(
                FieldDescriptor field, boolean isDefault, int start, String path) throws Found {
            boolean kept = field.hasPresence() || field.isRepeated();
            if (isDefault && !kept) {
                throw found(start, path, "a default must be left out");
            }
        }

        private static void requireRange(FieldDescriptor field, long value, int from, String path)
                throws Found {
            boolean fits = switch (field.getType()) {
                case UINT32 -> value >>> Integer.SIZE == 0;
                case BOOL -> value >>> 1 == 0;
                default -> true;
            };
            if (!fits) {
                throw found(from, path, "the number is too large for its field");
            }
        }

        private void requireUtf8(int end, String path) throws Found {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded, at, end - at));
            } catch (CharacterCodingException e) {
                throw found(at, path, "not UTF-8");
            }
        }

        private long varint(int end, String path) throws Found {
            int start = at;
            long value = 0;
            for (int i = 0; i < MAX_VARINT; i++) {
                if (at == end) {
                    throw found(start, path, "cut off inside a number");
                }
                byte next = encoded[at++];
                value |= (long) (next & 0x7f) << (7 * i);
                if (next >= 0) {
                    if (i == MAX_VARINT - 1 && next > 1) {
                        throw found(start, path, "a number above 64 bits");
                    }
                    if (next == 0 && i > 0) {
                        throw found(start, path, "a number longer than it need be");
                    }
                    return value;
                }
            }
            throw found(start, path, "a number of more than " + MAX_VARINT + " bytes");
        }

        private static Found found(int offset, String path, String reason) {
            return new Found(new WireBreak(offset, path, reason));
        }
    }
}
