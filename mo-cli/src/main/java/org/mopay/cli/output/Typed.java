package org.mopay.cli.output;

import org.mopay.core.Amount;
import org.mopay.core.error.ProtocolException;

/** What a person has typed on the command line. */
public final class Typed {
    private Typed() {}

    /** An amount in major units; a wrong one is a usage error. */
    public static Amount amount(String decimal, String asset, int exponent) throws Failure {
        try {
            return Amount.parse(decimal, asset, exponent);
        } catch (ProtocolException e) {
            throw Failure.ofArgument(e)
                    .withFix("give an amount such as "
                            + new Amount(1250, asset, exponent).decimal());
        }
    }
}
