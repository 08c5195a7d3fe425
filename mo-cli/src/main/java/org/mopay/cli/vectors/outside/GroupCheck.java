package org.mopay.cli.vectors.outside;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorObject;

/** How the tests of one group of Wycheproof are judged. */
interface GroupCheck {
    Result check(String id, VectorObject test) throws VectorFormatException;

    /** What a file expects of a primitive. */
    enum Expected {
        VALID,
        INVALID,
        /** Wycheproof leaves it to the implementation; MO/1 does not. */
        ACCEPTABLE;

        static Expected of(VectorObject test) throws VectorFormatException {
            return switch (test.text("result")) {
                case "valid" -> VALID;
                case "invalid" -> INVALID;
                case "acceptable" -> ACCEPTABLE;
                default ->
                    throw new VectorFormatException(
                            "result", "is none of valid, invalid, acceptable");
            };
        }
    }

    /** Of a test that is accepted or refused, with nothing in between. */
    static Result judge(String id, VectorObject test, boolean accepted)
            throws VectorFormatException {
        Expected expected = Expected.of(test);
        boolean asExpected =
                expected == Expected.ACCEPTABLE || accepted == (expected == Expected.VALID);
        return asExpected
                ? Result.passed(id)
                : Result.failed(
                        id,
                        (accepted ? "accepted" : "refused") + ", and it is " + test.text("result"));
    }
}
