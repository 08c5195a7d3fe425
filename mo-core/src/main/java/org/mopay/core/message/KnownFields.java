package org.mopay.core.message;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The fields of a message type by their tags on the wire. */
final class KnownFields {
    private static final ConcurrentMap<Descriptor, KnownFields> ALL = new ConcurrentHashMap<>();

    private final @Nullable FieldDescriptor[] byNumber;

    private KnownFields(Descriptor descriptor) {
        int highest = 0;
        for (FieldDescriptor field : descriptor.getFields()) {
            highest = Math.max(highest, field.getNumber());
        }
        byNumber = new FieldDescriptor[highest + 1];
        for (FieldDescriptor field : descriptor.getFields()) {
            byNumber[field.getNumber()] = field;
        }
    }

    static KnownFields of(Descriptor descriptor) {
        KnownFields known = ALL.get(descriptor);
        return known != null ? known : ALL.computeIfAbsent(descriptor, KnownFields::new);
    }

    /** The field; null for an unknown number, and for the encoding of another type of value. */
    @Nullable
    FieldDescriptor withTag(int tag) {
        int number = WireFormat.getTagFieldNumber(tag);
        FieldDescriptor field = number < byNumber.length ? byNumber[number] : null;
        return field != null && field.getLiteType().getWireType() == WireFormat.getTagWireType(tag)
                ? field
                : null;
    }
}
