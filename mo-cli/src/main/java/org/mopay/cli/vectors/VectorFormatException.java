package org.mopay.cli.vectors;

/** A file, or a vector in it, is not in its format: it says nothing about this implementation. */
public final class VectorFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param place where in the document, such as {@code vectors[3].input.body}
     * @param fault what is wrong there
     */
    public VectorFormatException(String place, String fault) {
        super(place.isEmpty() ? fault : place + " " + fault);
    }
}
