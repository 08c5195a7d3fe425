package org.mopay.core.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Extension;

import java.io.IOException;

/**
 * The one encoding of a message (specification, chapter 2). protobuf re-emits unknown fields and
 * unknown enum values unchanged, so both are looked for explicitly: in the bytes, along the schema,
 * which is several times faster than asking the message through protobuf's reflection.
 */
final class CanonicalForm {
    private static final int MAX_EXTENSIONS = 16;

    private final String type;
    private final CodedInputStream input;
    /** Judged last: what is malformed is so whatever the extensions are. */
    private @Nullable Integer unknownExtension;

    private CanonicalForm(String type, byte[] encoded) {
        this.type = type;
        this.input = CodedInputStream.newInstance(encoded);
    }

    static void check(String type, Message message, byte[] encoded) throws ProtocolException {
        if (!message.toByteString().equals(UnsafeByteOperations.unsafeWrap(encoded))) {
            throw malformed(type, "not in canonical form");
        }
        try {
            new CanonicalForm(type, encoded).check(message.getDescriptorForType());
        } catch (IOException unreadable) {
            throw malformed(type, "a field that can't be read");
        }
    }

    private void check(Descriptor descriptor) throws IOException, ProtocolException {
        checkFields(descriptor);
        if (unknownExtension != null) {
            throw new ProtocolException(
                    ErrorCode.UNKNOWN_EXTENSION,
                    type + ": extension " + Integer.toUnsignedString(unknownExtension));
        }
    }

    private void checkFields(Descriptor descriptor) throws IOException, ProtocolException {
        KnownFields known = KnownFields.of(descriptor);
        int extensions = 0;
        long lastExtension = 0;
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            FieldDescriptor field = known.withTag(tag);
            if (field == null) {
                throw malformed(type, "an unknown field");
            }
            switch (field.getType()) {
                case ENUM -> checkEnum(field);
                case MESSAGE -> {
                    if (field.getMessageType() == Extension.getDescriptor()) {
                        lastExtension = checkExtension(++extensions, lastExtension);
                    } else {
                        int outer = input.pushLimit(input.readRawVarint32());
                        checkFields(field.getMessageType());
                        input.popLimit(outer);
                    }
                }
                default -> input.skipField(tag);
            }
        }
    }

    private void checkEnum(FieldDescriptor field) throws IOException, ProtocolException {
        if (field.getEnumType().findValueByNumber(input.readEnum()) == null) {
            throw malformed(type, "an unknown enum value");
        }
    }

    /** Ids ascend and are unique; an odd id may be unknown, an even id must be known: none is yet. */
    private long checkExtension(int count, long last) throws IOException, ProtocolException {
        if (count > MAX_EXTENSIONS) {
            throw malformed(type, "more than " + MAX_EXTENSIONS + " extensions");
        }
        int outer = input.pushLimit(input.readRawVarint32());
        KnownFields known = KnownFields.of(Extension.getDescriptor());
        int id = 0;
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            if (known.withTag(tag) == null) {
                throw malformed(type, "an unknown field");
            }
            if (WireFormat.getTagFieldNumber(tag) == Extension.ID_FIELD_NUMBER) {
                id = input.readUInt32();
            } else {
                input.skipField(tag);
            }
        }
        input.popLimit(outer);
        if (Integer.toUnsignedLong(id) <= last) {
            throw malformed(type, "extension ids must ascend from 1");
        }
        if ((id & 1) == 0 && unknownExtension == null) {
            unknownExtension = id;
        }
        return Integer.toUnsignedLong(id);
    }

    private static ProtocolException malformed(String type, String what) {
        return new ProtocolException(ErrorCode.MALFORMED_MESSAGE, type + ": " + what);
    }
}
