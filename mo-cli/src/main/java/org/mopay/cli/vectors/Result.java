package org.mopay.cli.vectors;

import org.mopay.core.error.ProtocolException;

/**
 * What became of one vector.
 *
 * @param vector its number or name in the file
 * @param verdict whether this implementation does what it says
 * @param reason why it failed or is not applicable; empty for one that passed
 */
public record Result(String vector, Verdict verdict, String reason) {

    /** The three ways in which a vector ends. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** It is about something that MO/1 does not have, or that MO/1 rules otherwise. */
        NOT_APPLICABLE
    }

    /** A vector's work: it returns if all is as the vector says. */
    public interface Check {
        void run() throws VectorMismatch, VectorFormatException, ProtocolException;
    }

    /** Passed, or failed with the reason why; whatever the implementation throws is a reason. */
    public static Result of(String vector, Check check) throws VectorFormatException {
        try {
            check.run();
            return passed(vector);
        } catch (VectorMismatch e) {
            return failed(vector, String.valueOf(e.getMessage()));
        } catch (ProtocolException e) {
            return failed(vector, "refused: " + e.getMessage());
        } catch (RuntimeException e) {
            return failed(vector, "refused: " + e);
        }
    }

    public static Result passed(String vector) {
        return new Result(vector, Verdict.PASSED, "");
    }

    public static Result failed(String vector, String reason) {
        return new Result(vector, Verdict.FAILED, reason);
    }

    public static Result notApplicable(String vector, String reason) {
        return new Result(vector, Verdict.NOT_APPLICABLE, reason);
    }
}
