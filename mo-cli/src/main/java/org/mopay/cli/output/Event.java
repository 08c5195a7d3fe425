package org.mopay.cli.output;

import com.google.gson.stream.JsonWriter;

import org.mopay.core.Amount;
import org.mopay.core.bytes.Bytes;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happened, as a line of JSON: {@code {"event":"settled","account":"alice"}}. Members
 * keep their order.
 */
public final class Event {
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Event() {}

    /** An event of that name. */
    public static Event named(String name) {
        return new Event().with("event", name);
    }

    /** A nested object, which has no name. */
    public static Event object() {
        return new Event();
    }

    public Event with(String name, String value) {
        members.put(name, value);
        return this;
    }

    public Event with(String name, long value) {
        members.put(name, value);
        return this;
    }

    public Event with(String name, boolean value) {
        members.put(name, value);
        return this;
    }

    /** Bytes in hexadecimal. */
    public Event with(String name, Bytes value) {
        return with(name, value.hex());
    }

    public Event with(String name, Event value) {
        members.put(name, value.members);
        return this;
    }

    /** {@code {"value":"12.50","asset":"USD","minor_units":1250}}. */
    public Event with(String name, Amount value) {
        return with(
                name,
                object().with("value", value.decimal())
                        .with("asset", value.asset())
                        .with("minor_units", value.minorUnits()));
    }

    /** The event on one line, without a line break. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            write(json, members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonWriter json, Map<?, ?> members) throws IOException {
        json.beginObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.name((String) member.getKey());
            Object value = member.getValue();
            if (value instanceof Map<?, ?> nested) {
                write(json, nested);
            } else if (value instanceof Long number) {
                json.value(number.longValue());
            } else if (value instanceof Boolean flag) {
                json.value(flag.booleanValue());
            } else {
                json.value((String) value);
            }
        }
        json.endObject();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
