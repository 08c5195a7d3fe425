package org.mopay.core.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;

import org.mopay.core.bytes.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Other encodings that protobuf would take for the same message or for nearly the same: what is
 * done to a message is done to every message inside of it, and all lengths around it are right.
 */
final class WireAlterations {
    private static final int VARINT = WireFormat.WIRETYPE_VARINT;
    private static final int DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private final Descriptor type;
    private final List<Field> fields = new ArrayList<>();
    private final List<Alteration> all = new ArrayList<>();

    /**
     * Bytes that are not the canonical form.
     *
     * @param what was done, and where
     * @param encoded the altered encoding
     */
    record Alteration(String what, Bytes encoded) {}

    /** A field as it stands in the bytes; the content has no length before it. */
    private record Field(FieldDescriptor descriptor, int wireType, Bytes content) {
        Bytes encoded() {
            return field(descriptor.getNumber(), wireType, content);
        }
    }

    private WireAlterations(Descriptor type, Bytes encoded) throws IOException {
        this.type = type;
        CodedInputStream in = CodedInputStream.newInstance(encoded.toArray());
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            int wireType = WireFormat.getTagWireType(tag);
            Bytes content = wireType == DELIMITED
                    ? Bytes.copyOf(in.readByteArray())
                    : varint(in.readRawVarint64());
            FieldDescriptor descriptor = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            fields.add(new Field(descriptor, wireType, content));
        }
    }

    /** All alterations of a canonical encoding. */
    static List<Alteration> of(Descriptor type, Bytes encoded) throws IOException {
        WireAlterations alterations = new WireAlterations(type, encoded);
        alterations.addUnknownFields();
        alterations.addDefaults();
        for (int i = 0; i < alterations.fields.size(); i++) {
            alterations.alterField(i);
            alterations.alterInside(i);
        }
        return alterations.all;
    }

    /** Of each wire type, before, between and after the fields. */
    private void addUnknownFields() {
        int number = type.getFields().stream()
                        .mapToInt(FieldDescriptor::getNumber)
                        .max()
                        .orElse(0)
                + 1;
        Bytes group = Bytes.concat(
                varint(number << 3 | WireFormat.WIRETYPE_START_GROUP),
                varint(number << 3 | WireFormat.WIRETYPE_END_GROUP));
        List<Bytes> unknown = List.of(
                field(number, VARINT, varint(1)),
                field(number, DELIMITED, Bytes.ofUtf8("x")),
                field(number, WireFormat.WIRETYPE_FIXED32, Bytes.ofHex("01020304")),
                field(number, WireFormat.WIRETYPE_FIXED64, Bytes.ofHex("0102030405060708")),
                group,
                field((1 << 29) - 1, VARINT, varint(1)),
                field(0, VARINT, varint(1)),
                Bytes.concat(varint(number << 3 | 6), varint(1)),
                Bytes.concat(varint(number << 3 | 7), varint(1)));
        for (int at = 0; at <= fields.size(); at++) {
            for (Bytes each : unknown) {
                add("the unknown field " + each + " at " + at, insert(at, each));
            }
        }
    }

    /** What has no presence and is at its default is not written. */
    private void addDefaults() {
        for (FieldDescriptor field : type.getFields()) {
            if (!field.hasPresence() && !field.isRepeated()) {
                boolean delimited = isDelimited(field);
                Bytes written = field(
                        field.getNumber(),
                        delimited ? DELIMITED : VARINT,
                        delimited ? Bytes.empty() : varint(0));
                add(field.getName() + " at its default", without(field, written));
            }
        }
    }

    private static boolean isDelimited(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING, BYTE_STRING, MESSAGE -> true;
            case INT, LONG, BOOLEAN, ENUM, FLOAT, DOUBLE -> false;
        };
    }

    private void alterField(int i) {
        Field field = fields.get(i);
        FieldDescriptor descriptor = field.descriptor();
        String name = descriptor.getName();
        Bytes content = field.content();
        int tag = descriptor.getNumber() << 3 | field.wireType();
        boolean delimited = field.wireType() == DELIMITED;
        Bytes length = delimited ? varint(content.size()) : Bytes.empty();
        if (!descriptor.isRepeated()) {
            add(name + " twice", insert(i, field.encoded()));
        }
        if (i > 0 && !fields.get(i - 1).descriptor().equals(descriptor)) {
            add(name + " before its predecessor", swapped(i));
        }
        add(
                name + " with a long tag",
                replace(i, Bytes.concat(longer(varint(tag)), length, content)));
        int other = delimited ? VARINT : DELIMITED;
        add(name + " of another type", replace(i, field(descriptor.getNumber(), other, varint(1))));
        if (delimited) {
            Bytes bare = varint(tag);
            add(
                    name + " with a long length",
                    replace(i, Bytes.concat(bare, longer(length), content)));
            for (long wrong :
                    new long[] {1 << 30, Integer.MAX_VALUE, -1, content.size() + 1_000L}) {
                add(
                        name + " with a length of " + wrong,
                        replace(i, Bytes.concat(bare, varint(wrong), content)));
            }
        } else {
            add(name + " as a long number", replace(i, Bytes.concat(varint(tag), longer(content))));
        }
        for (Bytes wrong : wrongContents(descriptor)) {
            add(
                    name + " as " + wrong,
                    replace(i, field(descriptor.getNumber(), field.wireType(), wrong)));
        }
    }

    /** What the wire type allows and the field does not. */
    private static List<Bytes> wrongContents(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> List.of(varint(2), varint(-1));
            case ENUM -> List.of(varint(99), varint(-1));
            case INT -> List.of(varint(1L << 32));
            case STRING -> List.of(Bytes.ofHex("ff"), Bytes.ofHex("c080"), Bytes.ofHex("eda080"));
            case LONG -> List.of(Bytes.ofHex("ffffffffffffffffff02"));
            case BYTE_STRING, MESSAGE, FLOAT, DOUBLE -> List.of();
        };
    }

    private void alterInside(int i) throws IOException {
        Field field = fields.get(i);
        if (field.descriptor().getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            for (Alteration inner : of(field.descriptor().getMessageType(), field.content())) {
                add(
                        field.descriptor().getName() + ": " + inner.what(),
                        replace(
                                i,
                                field(
                                        field.descriptor().getNumber(),
                                        field.wireType(),
                                        inner.encoded())));
            }
        }
    }

    private void add(String what, Bytes encoded) {
        all.add(new Alteration(what, encoded));
    }

    private List<Bytes> pieces() {
        List<Bytes> pieces = new ArrayList<>();
        fields.forEach(field -> pieces.add(field.encoded()));
        return pieces;
    }

    private Bytes insert(int at, Bytes piece) {
        List<Bytes> pieces = pieces();
        pieces.add(at, piece);
        return join(pieces);
    }

    private Bytes replace(int at, Bytes piece) {
        List<Bytes> pieces = pieces();
        pieces.set(at, piece);
        return join(pieces);
    }

    private Bytes swapped(int at) {
        List<Bytes> pieces = pieces();
        pieces.add(at - 1, pieces.remove(at));
        return join(pieces);
    }

    /** The field written so in its place, in place of what stands there. */
    private Bytes without(FieldDescriptor replaced, Bytes written) {
        List<Bytes> pieces = new ArrayList<>();
        boolean done = false;
        for (Field field : fields) {
            if (!done && field.descriptor().getNumber() >= replaced.getNumber()) {
                pieces.add(written);
                done = true;
            }
            if (!field.descriptor().equals(replaced)) {
                pieces.add(field.encoded());
            }
        }
        if (!done) {
            pieces.add(written);
        }
        return join(pieces);
    }

    private static Bytes join(List<Bytes> pieces) {
        return Bytes.concat(pieces.toArray(new Bytes[0]));
    }

    private static Bytes field(int number, int wireType, Bytes content) {
        Bytes tag = varint((long) number << 3 | wireType);
        return wireType == DELIMITED
                ? Bytes.concat(tag, varint(content.size()), content)
                : Bytes.concat(tag, content);
    }

    private static Bytes varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return Bytes.copyOf(out.toByteArray());
    }

    /** The same number in a byte more. */
    private static Bytes longer(Bytes varint) {
        byte[] copy = varint.toArray();
        copy[copy.length - 1] |= (byte) 0x80;
        return Bytes.concat(Bytes.copyOf(copy), Bytes.of((byte) 0));
    }
}
