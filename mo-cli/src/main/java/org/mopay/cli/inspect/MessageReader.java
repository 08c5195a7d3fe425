package org.mopay.cli.inspect;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Signed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a message as one type, field by field, and what is embedded in it as well. */
final class MessageReader {
    private static final int SECRET_SIZE = 32;

    private final List<Line> lines = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int fitting;
    private boolean holdsSecret;

    private MessageReader() {}

    /**
     * Reads the bytes as that type.
     *
     * @throws ProtocolException if they are not the canonical form of the type
     */
    static Reading read(KnownType type, Bytes encoded) throws ProtocolException {
        MessageReader reader = new MessageReader();
        reader.message(type.decode(encoded), encoded, "", 0);
        return new Reading(
                type,
                List.copyOf(reader.lines),
                List.copyOf(reader.faults),
                reader.fitting,
                reader.holdsSecret);
    }

    private void message(Message message, Bytes encoded, String path, int depth) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                List<?> elements = (List<?>) message.getField(field);
                for (int i = 0; i < elements.size(); i++) {
                    String name = field.getName() + "[" + i + "]";
                    value(message, field, elements.get(i), name, join(path, name), depth);
                }
            } else if (isGiven(message, field)) {
                String name = field.getName();
                value(message, field, message.getField(field), name, join(path, name), depth);
            }
        }
        for (OneofDescriptor choice : message.getDescriptorForType().getRealOneofs()) {
            boolean required = !choice.getName().equals("receipt");
            require(!required || message.hasOneof(choice), path, "no " + choice.getName());
        }
        for (Derivation derived : Derivation.of(message, encoded)) {
            lines.add(new Line(
                    depth,
                    join(path, derived.name()),
                    derived.name(),
                    derived.value(),
                    derived.note(),
                    true));
        }
    }

    /** What is not there need not be shown, unless it must be there. */
    private boolean isGiven(Message message, FieldDescriptor field) {
        if (field.hasPresence()) {
            return message.hasField(field);
        }
        Object value = message.getField(field);
        boolean fixedSize =
                value instanceof ByteString && FieldMeaning.ofBytes(field).size() > 0;
        boolean named = field.getName().equals("suite") || field.getName().equals("validator_id");
        return fixedSize || named || !value.equals(field.getDefaultValue());
    }

    private void value(
            Message parent,
            FieldDescriptor field,
            Object value,
            String name,
            String path,
            int depth) {
        if (FieldMeaning.isSecret(field)) {
            secret(value, path);
            lines.add(new Line(depth, path, name, "", "secret, not shown", false));
        } else if (value instanceof Signed signed) {
            lines.add(heading(depth, path, name, ""));
            signed(signed, FieldMeaning.embedded(field).orElse(null), path, depth + 1);
        } else if (value instanceof Message nested) {
            lines.add(heading(depth, path, name, ""));
            message(nested, Bytes.copyOf(nested.toByteArray()), path, depth + 1);
        } else if (value instanceof ByteString content) {
            bytes(field, Bytes.copyOf(content.toByteArray()), name, path, depth);
        } else {
            scalar(parent, field, value, name, path, depth);
        }
    }

    /** Its form tells the type of the message; itself is told to nobody. */
    private void secret(Object value, String path) {
        holdsSecret = true;
        if (value instanceof ByteString secret) {
            require(secret.size() == SECRET_SIZE, path, "not " + SECRET_SIZE + " bytes");
        } else if (path.endsWith("otp")) {
            require(value.toString().matches("[0-9]{8}"), path, "not 8 digits");
        }
    }

    private void bytes(FieldDescriptor field, Bytes content, String name, String path, int depth) {
        Optional<KnownType> embedded = FieldMeaning.embedded(field);
        if (embedded.isPresent()) {
            embedded(embedded.get(), content, name, path, depth);
            return;
        }
        FieldMeaning meaning = FieldMeaning.ofBytes(field);
        if (meaning.size() > 0) {
            require(
                    content.size() == meaning.size(),
                    path,
                    content.size() + " bytes, not " + meaning.size());
        }
        String size = meaning.size() == content.size() ? "" : content.size() + " bytes";
        String note = meaning.note().isEmpty() || size.isEmpty()
                ? meaning.note() + size
                : meaning.note() + ", " + size;
        lines.add(new Line(depth, path, name, content.hex(), note, false));
    }

    private void scalar(
            Message parent,
            FieldDescriptor field,
            Object value,
            String name,
            String path,
            int depth) {
        ScalarText text = ScalarText.of(parent, field, value);
        text.fault().ifPresent(fault -> require(false, path, fault));
        if (text.isTelling()) {
            require(true, path, "");
        }
        lines.add(new Line(depth, path, name, text.value(), text.note(), false));
    }

    /** A body whose type the field does not tell is read as the registered type that fits best. */
    private void signed(Signed signed, @Nullable KnownType type, String path, int depth) {
        Bytes body = Bytes.copyOf(signed.getBody().toByteArray());
        if (type != null) {
            embedded(type, body, "body", join(path, "body"), depth);
        } else {
            Optional<Reading> best = Inspection.best(KnownType.registered(), body);
            if (best.isPresent()) {
                add(best.get(), "body", join(path, "body"), depth);
            } else {
                require(false, join(path, "body"), "no message type fits");
                lines.add(new Line(
                        depth, join(path, "body"), "body", body.hex(), "unreadable", false));
            }
        }
        FieldDescriptor signature =
                Signed.getDescriptor().findFieldByNumber(Signed.SIGNATURE_FIELD_NUMBER);
        bytes(
                signature,
                Bytes.copyOf(signed.getSignature().toByteArray()),
                "signature",
                join(path, "signature"),
                depth);
    }

    private void embedded(KnownType type, Bytes content, String name, String path, int depth) {
        try {
            add(read(type, content), name, path, depth);
        } catch (ProtocolException e) {
            String where = WireBreak.find(type.descriptor(), content)
                    .map(found -> type.name() + " breaks at " + found)
                    .orElse(String.valueOf(e.getMessage()));
            require(false, path, where);
            lines.add(new Line(depth, path, name, content.hex(), "unreadable", false));
        }
    }

    private void add(Reading reading, String name, String path, int depth) {
        lines.add(heading(depth, path, name, reading.type().name()));
        for (Line line : reading.lines()) {
            lines.add(new Line(
                    depth + 1 + line.depth(),
                    join(path, line.path()),
                    line.name(),
                    line.value(),
                    line.note(),
                    line.derived()));
        }
        fitting += reading.fitting() + 1;
        holdsSecret |= reading.holdsSecret();
        for (String fault : reading.faults()) {
            faults.add(join(path, fault));
        }
    }

    private void require(boolean holds, String path, String fault) {
        if (holds) {
            fitting++;
        } else {
            faults.add(path.isEmpty() ? fault : path + ": " + fault);
        }
    }

    private static Line heading(int depth, String path, String name, String note) {
        return new Line(depth, path, name, "", note, false);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
