package org.mopay.core.bytes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Key material. It has no content-bearing {@code toString} or {@code equals}; what reads it says
 * {@link #use} or {@link #expose}. {@link #close} overwrites this copy with zeros: best effort, for
 * a JVM may have moved the array before, and what was exposed is the reader's to wipe.
 */
public final class SecretBytes implements AutoCloseable {
    private final byte[] value;
    private volatile boolean closed;

    private SecretBytes(byte[] value) {
        this.value = value;
    }

    /**
     * Reads a secret in place.
     *
     * @param <R> what is computed from it
     * @param <X> what the computation throws; nothing checked for most
     */
    @FunctionalInterface
    public interface Reader<R extends @Nullable Object, X extends Exception> {
        /** Computes from the secret, which must neither be kept nor changed. */
        R read(byte[] secret) throws X;
    }

    /** Keeps a copy; the given array stays the caller's to wipe. */
    public static SecretBytes copyOf(byte[] value) {
        return new SecretBytes(value.clone());
    }

    /** Keeps the given array itself: the caller must not touch it again. */
    public static SecretBytes adopt(byte[] value) {
        return new SecretBytes(value);
    }

    /** The number of bytes; known also after {@link #close}. */
    public int size() {
        return value.length;
    }

    /**
     * A copy of the secret, which is the caller's to wipe.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public byte[] expose() {
        return open().clone();
    }

    /**
     * Computes from the secret without copying it.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public <R extends @Nullable Object, X extends Exception> R use(Reader<R, X> reader) throws X {
        return reader.read(open());
    }

    /** Overwrites the secret with zeros. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(value, (byte) 0);
    }

    @Override
    public String toString() {
        return "SecretBytes(" + value.length + " bytes, redacted)";
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("secret is wiped");
        }
        return value;
    }
}
