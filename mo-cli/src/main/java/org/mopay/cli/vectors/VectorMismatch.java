package org.mopay.cli.vectors;

/** This implementation does not do what a vector says. */
public final class VectorMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    public VectorMismatch(String reason) {
        super(reason);
    }

    /** Compares, and names both values when they differ. */
    public static void unlessEqual(String what, Object expected, Object computed)
            throws VectorMismatch {
        if (!expected.equals(computed)) {
            throw new VectorMismatch(
                    what + " is " + shown(computed) + ", the vector says " + shown(expected));
        }
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 64 ? text : text.substring(0, 61) + "...";
    }
}
