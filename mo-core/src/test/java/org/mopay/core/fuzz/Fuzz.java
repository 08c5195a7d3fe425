package org.mopay.core.fuzz;

/** Where Jazzer enters: {@code -Dmo.fuzz.target} names the target. */
public final class Fuzz {
    private static final FuzzTarget TARGET =
            FuzzTarget.named(System.getProperty("mo.fuzz.target", ""));

    private Fuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        TARGET.run(input);
    }
}
