package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.error.ProtocolException;

/** How the outputs of one file follow from its inputs, through the core's public API. */
interface Computation {
    /**
     * What follows from an input. It reads every member it knows; one that it does not read is an
     * error of the file.
     *
     * @throws VectorMismatch if the core does not even agree with itself, such as when a box that
     *     it sealed opens to another content
     */
    JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException;
}
