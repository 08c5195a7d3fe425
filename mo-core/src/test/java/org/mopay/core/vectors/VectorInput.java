package org.mopay.core.vectors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

import java.util.Set;
import java.util.TreeSet;

/** Reads an input member by member, and knows which members nobody has asked for. */
final class VectorInput {
    private final JsonObject members;
    private final Set<String> unread;

    VectorInput(JsonObject members) {
        this.members = members;
        this.unread = new TreeSet<>(members.keySet());
    }

    String text(String name) {
        return take(name).getAsString();
    }

    long number(String name) {
        return take(name).getAsLong();
    }

    boolean truth(String name) {
        return take(name).getAsBoolean();
    }

    Bytes hex(String name) {
        return Bytes.ofHex(text(name));
    }

    /** A private key or a shared secret; in a vector it is public. */
    SecretBytes secret(String name) {
        return SecretBytes.adopt(hex(name).toArray());
    }

    JsonObject object(String name) {
        return take(name).getAsJsonObject();
    }

    /** The members that were not read. */
    Set<String> unread() {
        return unread;
    }

    private JsonElement take(String name) {
        JsonElement member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("the input has no member '" + name + "'");
        }
        unread.remove(name);
        return member;
    }
}
