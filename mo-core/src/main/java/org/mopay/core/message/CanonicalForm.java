package org.mopay.core.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Extension;

import java.util.List;
import java.util.Map;

/**
 * The one encoding of a message (specification, chapter 2). protobuf re-emits unknown fields and
 * unknown enum values unchanged, so both are looked for explicitly.
 */
final class CanonicalForm {
    private static final int MAX_EXTENSIONS = 16;

    private CanonicalForm() {}

    static void check(String type, Message message, byte[] encoded) throws ProtocolException {
        if (!message.toByteString().equals(ByteString.copyFrom(encoded))) {
            throw malformed(type, "not in canonical form");
        }
        checkFields(type, message);
    }

    private static void checkFields(String type, Message message) throws ProtocolException {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            throw malformed(type, "an unknown field");
        }
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().isRepeated()) {
                for (Object element : (List<?>) field.getValue()) {
                    checkValue(type, element);
                }
            } else {
                checkValue(type, field.getValue());
            }
        }
        checkExtensions(type, message);
    }

    private static void checkValue(String type, Object value) throws ProtocolException {
        if (value instanceof Message) {
            checkFields(type, (Message) value);
        } else if (value instanceof EnumValueDescriptor
                && ((EnumValueDescriptor) value).getIndex() == -1) {
            throw malformed(type, "an unknown enum value");
        }
    }

    /** Ids ascend and are unique; an odd id may be unknown, an even id must be known: none is yet. */
    private static void checkExtensions(String type, Message message) throws ProtocolException {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName("extensions");
        if (field == null) {
            return;
        }
        List<?> extensions = (List<?>) message.getField(field);
        if (extensions.size() > MAX_EXTENSIONS) {
            throw malformed(type, "more than " + MAX_EXTENSIONS + " extensions");
        }
        long last = 0;
        for (Object element : extensions) {
            long id = Integer.toUnsignedLong(((Extension) element).getId());
            if (id <= last) {
                throw malformed(type, "extension ids must ascend from 1");
            }
            last = id;
        }
        for (Object element : extensions) {
            int id = ((Extension) element).getId();
            if ((id & 1) == 0) {
                throw new ProtocolException(
                        ErrorCode.UNKNOWN_EXTENSION,
                        type + ": extension " + Integer.toUnsignedString(id));
            }
        }
    }

    private static ProtocolException malformed(String type, String what) {
        return new ProtocolException(ErrorCode.MALFORMED_MESSAGE, type + ": " + what);
    }
}
