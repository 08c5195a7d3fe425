package org.mopay.cli.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON out of a file that nobody vouches for: gson's own tree has no bound on depth, lets a later
 * member overwrite an earlier one of the same name, and reads more than JSON.
 */
public final class JsonDocument {
    /** The largest file that is read, in bytes. */
    public static final int MAX_BYTES = 16 << 20;

    /** How deep arrays and objects may nest. */
    public static final int MAX_DEPTH = 32;

    /** How many values a file may hold: a tree of them takes many times their text. */
    public static final int MAX_VALUES = 1 << 20;

    private final JsonReader reader;
    private int values;

    private JsonDocument(JsonReader reader) {
        this.reader = reader;
    }

    /** The one value that the bytes, UTF-8, hold. */
    public static JsonElement parse(byte[] content) throws VectorFormatException {
        if (content.length > MAX_BYTES) {
            throw new VectorFormatException("", "more than " + MAX_BYTES + " bytes");
        }
        try (JsonReader reader = new JsonReader(new StringReader(text(content)))) {
            JsonElement document = new JsonDocument(reader).value(MAX_DEPTH);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new VectorFormatException("", "something follows the JSON value");
            }
            return document;
        } catch (MalformedJsonException e) {
            // What the reader says is advice to programmers; only the place is for the user.
            throw new VectorFormatException("", "not JSON: it breaks at " + place(e));
        } catch (EOFException | NumberFormatException e) {
            throw new VectorFormatException("", "not JSON: " + e.getMessage());
        } catch (IOException e) {
            throw new VectorFormatException("", "not JSON: " + e);
        }
    }

    private static String place(MalformedJsonException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(Math.max(0, message.indexOf("line ")));
    }

    private static String text(byte[] content) throws VectorFormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new VectorFormatException("", "not UTF-8");
        }
    }

    private JsonElement value(int depth) throws IOException, VectorFormatException {
        if (depth == 0) {
            throw fault("nests deeper than " + MAX_DEPTH + " levels");
        }
        if (++values > MAX_VALUES) {
            throw fault("is beyond the " + MAX_VALUES + " values that a file may hold");
        }
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(depth);
            case BEGIN_ARRAY -> array(depth);
            case STRING -> new JsonPrimitive(reader.nextString());
            case NUMBER -> new JsonPrimitive(number(reader.nextString()));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME -> throw fault("is missing");
        };
    }

    /** A long where it is one: gson would compare what it has not parsed as doubles. */
    private static Number number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Double.parseDouble(digits);
        }
    }

    private JsonObject object(int depth) throws IOException, VectorFormatException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw fault("is there twice");
            }
            object.add(name, value(depth - 1));
        }
        reader.endObject();
        return object;
    }

    private JsonArray array(int depth) throws IOException, VectorFormatException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value(depth - 1));
        }
        reader.endArray();
        return array;
    }

    private VectorFormatException fault(String fault) {
        return new VectorFormatException(reader.getPath(), fault);
    }
}
