package org.mopay.cli.vectors.own;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;

/** The members of a JSON object, in the order in which they are added. */
final class Members {
    private final JsonObject members = new JsonObject();

    Members with(String name, String value) {
        members.addProperty(name, value);
        return this;
    }

    Members with(String name, long value) {
        members.addProperty(name, value);
        return this;
    }

    Members with(String name, boolean value) {
        members.addProperty(name, value);
        return this;
    }

    /** Bytes in hexadecimal. */
    Members with(String name, Bytes value) {
        return with(name, value.hex());
    }

    /** An encoded message in hexadecimal. */
    Members with(String name, Message value) {
        return with(name, Bytes.copyOf(value.toByteArray()));
    }

    Members with(String name, JsonElement value) {
        members.add(name, value);
        return this;
    }

    JsonObject build() {
        return members;
    }
}
