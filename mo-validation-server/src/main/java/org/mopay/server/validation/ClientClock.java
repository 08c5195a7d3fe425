package org.mopay.server.validation;

import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/** Judges the clock of a device by the time it puts into what it sends. */
public final class ClientClock {
    private ClientClock() {}

    /**
     * Checks a time against the validator's tolerance.
     *
     * @param shown any 64 bits, as they came; seconds since the Unix epoch
     * @param now seconds since the Unix epoch
     * @throws ProtocolException CLOCK_OFF
     */
    public static void check(long shown, long now, TrustedValidator validator)
            throws ProtocolException {
        long tolerance = validator.limits().getClockTolerance();
        if (shown < now - tolerance || shown > now + tolerance) {
            throw new ProtocolException(
                    ErrorCode.CLOCK_OFF, "the clock shows " + shown + ", not " + now);
        }
    }
}
