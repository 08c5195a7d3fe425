package org.mopay.cli.vectors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object of a vector file, read member by member. It knows where it stands, so that what can't
 * be read is named, and which members nobody has asked for.
 */
public final class VectorObject {
    private final String place;
    private final JsonObject members;
    private final Set<String> unread;

    private VectorObject(String place, JsonObject members) {
        this.place = place;
        this.members = members;
        this.unread = new TreeSet<>(members.keySet());
    }

    /** The whole document. */
    public static VectorObject document(JsonElement document) throws VectorFormatException {
        return of("", document);
    }

    /** The objects of an array that is the whole document. */
    public static List<VectorObject> documents(JsonElement document) throws VectorFormatException {
        return list("", document);
    }

    /** An object that stands alone. */
    public static VectorObject of(String place, JsonElement element) throws VectorFormatException {
        if (!element.isJsonObject()) {
            throw new VectorFormatException(place, "is not an object");
        }
        return new VectorObject(place, element.getAsJsonObject());
    }

    public boolean has(String name) {
        return members.has(name);
    }

    public String text(String name) throws VectorFormatException {
        JsonElement member = take(name);
        if (!member.isJsonPrimitive() || !member.getAsJsonPrimitive().isString()) {
            throw fault(name, "is not a string");
        }
        return member.getAsString();
    }

    /** An integer of 64 bits. */
    public long number(String name) throws VectorFormatException {
        JsonElement member = take(name);
        if (member.isJsonPrimitive() && member.getAsJsonPrimitive().isNumber()) {
            try {
                return Long.parseLong(member.getAsString());
            } catch (NumberFormatException e) {
                throw fault(name, "is not an integer of 64 bits");
            }
        }
        throw fault(name, "is not a number");
    }

    public boolean truth(String name) throws VectorFormatException {
        JsonElement member = take(name);
        if (!member.isJsonPrimitive() || !member.getAsJsonPrimitive().isBoolean()) {
            throw fault(name, "is not true or false");
        }
        return member.getAsBoolean();
    }

    public Bytes hex(String name) throws VectorFormatException {
        try {
            return Bytes.ofHex(text(name));
        } catch (IllegalArgumentException e) {
            throw fault(name, "is not hexadecimal: " + e.getMessage());
        }
    }

    /** A private key or a shared secret; in a vector it is public. */
    public SecretBytes secret(String name) throws VectorFormatException {
        return SecretBytes.adopt(hex(name).toArray());
    }

    public VectorObject object(String name) throws VectorFormatException {
        return of(placeOf(name), take(name));
    }

    public List<VectorObject> objects(String name) throws VectorFormatException {
        return list(placeOf(name), take(name));
    }

    /** An array of strings, or nothing where the member is missing or null. */
    public Set<String> flags(String name) throws VectorFormatException {
        Set<String> flags = new TreeSet<>();
        if (!has(name) || take(name).isJsonNull()) {
            return flags;
        }
        JsonElement member = take(name);
        if (!member.isJsonArray()) {
            throw fault(name, "is not an array");
        }
        for (JsonElement flag : member.getAsJsonArray()) {
            if (!flag.isJsonPrimitive()) {
                throw fault(name, "holds something else than strings");
            }
            flags.add(flag.getAsString());
        }
        return flags;
    }

    /** The object as it is, with every member read. */
    public JsonObject json() {
        unread.clear();
        return members;
    }

    /** The members that were not read. */
    public Set<String> unread() {
        return unread;
    }

    private JsonElement take(String name) throws VectorFormatException {
        JsonElement member = members.get(name);
        if (member == null) {
            throw fault(name, "is missing");
        }
        unread.remove(name);
        return member;
    }

    private static List<VectorObject> list(String place, JsonElement element)
            throws VectorFormatException {
        if (!element.isJsonArray()) {
            throw new VectorFormatException(place, "is not an array");
        }
        List<VectorObject> objects = new ArrayList<>();
        for (JsonElement each : element.getAsJsonArray()) {
            objects.add(of(place + "[" + objects.size() + "]", each));
        }
        return objects;
    }

    private VectorFormatException fault(String name, String fault) {
        return new VectorFormatException(placeOf(name), fault);
    }

    private String placeOf(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
