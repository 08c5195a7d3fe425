package org.mopay.core.bytes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * An immutable byte string, compared by content and ordered as unsigned bytes. Arrays are copied on
 * the way in and on the way out, but for {@link #adopt}. For public data only: key material belongs
 * into {@link SecretBytes}.
 */
public final class Bytes implements Comparable<Bytes> {
    private static final Bytes EMPTY = new Bytes(new byte[0]);
    private static final int PRINTED_BYTES = 32;

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** The bytes given one by one. */
    public static Bytes of(byte... value) {
        return copyOf(value);
    }

    /** A copy of the whole array. */
    public static Bytes copyOf(byte[] value) {
        return value.length == 0 ? EMPTY : new Bytes(value.clone());
    }

    /**
     * A copy of {@code value[from..to)}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= value.length}
     */
    public static Bytes copyOf(byte[] value, int from, int to) {
        checkRange(from, to, value.length);
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(value, from, to));
    }

    /** Keeps the given array itself: the caller must not touch it again. */
    public static Bytes adopt(byte[] value) {
        return value.length == 0 ? EMPTY : new Bytes(value);
    }

    /** The byte string of length zero. */
    public static Bytes empty() {
        return EMPTY;
    }

    /**
     * Reads hexadecimal digits of either case.
     *
     * @throws IllegalArgumentException if the length is odd or a character is no hex digit
     */
    public static Bytes ofHex(CharSequence hex) {
        return new Bytes(Hex.decode(hex.toString()));
    }

    /** The UTF-8 encoding of the text. */
    public static Bytes ofUtf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads unpadded base64url (RFC 4648 section 5). Only the canonical text of a byte string is
     * read: padding, line breaks and stray bits in the last character are refused.
     *
     * @throws IllegalArgumentException if the text is not canonical unpadded base64url
     */
    public static Bytes ofBase64Url(String text) {
        Bytes decoded = new Bytes(Base64.getUrlDecoder().decode(text));
        if (!decoded.base64Url().equals(text)) {
            throw new IllegalArgumentException("not canonical unpadded base64url");
        }
        return decoded;
    }

    /** All parts, one after the other, with nothing in between. */
    public static Bytes concat(Bytes... parts) {
        int size = 0;
        for (Bytes part : parts) {
            size = Math.addExact(size, part.value.length);
        }
        byte[] joined = new byte[size];
        int offset = 0;
        for (Bytes part : parts) {
            System.arraycopy(part.value, 0, joined, offset, part.value.length);
            offset += part.value.length;
        }
        return new Bytes(joined);
    }

    /** The number of bytes. */
    public int size() {
        return value.length;
    }

    public boolean isEmpty() {
        return value.length == 0;
    }

    /**
     * The byte at the index.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size()}
     */
    public byte at(int index) {
        return value[index];
    }

    /**
     * The bytes {@code [from..to)}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= size()}
     */
    public Bytes slice(int from, int to) {
        return from == 0 && to == value.length ? this : copyOf(value, from, to);
    }

    /** A fresh copy, the caller's to change. */
    public byte[] toArray() {
        return value.clone();
    }

    /** Lower-case hexadecimal digits, two a byte. */
    public String hex() {
        return Hex.encode(value, value.length);
    }

    /** Unpadded base64url (RFC 4648 section 5). */
    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /** Compares in time that depends on the lengths alone; for tags, codes and digests of secrets. */
    public boolean constantTimeEquals(Bytes other) {
        return MessageDigest.isEqual(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes && Arrays.equals(value, ((Bytes) other).value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Unsigned lexicographic order; a proper prefix comes first. */
    @Override
    public int compareTo(Bytes other) {
        int common = Math.min(value.length, other.value.length);
        for (int i = 0; i < common; i++) {
            if (value[i] != other.value[i]) {
                return Integer.compare(value[i] & 0xff, other.value[i] & 0xff);
            }
        }
        return Integer.compare(value.length, other.value.length);
    }

    /** The bytes in hex; of more than 32 bytes the first 32 and the length. */
    @Override
    public String toString() {
        return value.length <= PRINTED_BYTES
                ? hex()
                : Hex.encode(value, PRINTED_BYTES) + "...(" + value.length + " bytes)";
    }

    private static void checkRange(int from, int to, int length) {
        if (from < 0 || from > to || to > length) {
            throw new IndexOutOfBoundsException(
                    "range " + from + ".." + to + " of " + length + " bytes");
        }
    }
}
