package org.mopay.cli.vectors;

import com.google.gson.JsonElement;

import java.util.List;

/** A format of vector files. */
public interface VectorFormat {
    /** What it is called in reports. */
    String name();

    /** Whether the document's shape is that of this format. */
    boolean recognises(JsonElement document);

    /**
     * Runs every vector.
     *
     * @return one result a vector, in the file's order
     * @throws VectorFormatException if the document has the format's shape and not its content
     */
    List<Result> check(JsonElement document) throws VectorFormatException;
}
