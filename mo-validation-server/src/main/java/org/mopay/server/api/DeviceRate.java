package org.mopay.server.api;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.http.Problem;
import org.mopay.server.http.ProblemException;
import org.mopay.server.http.RateLimit;

import java.time.Duration;

/**
 * How much one device may ask. It counts what a device has signed or sealed, so that nobody uses up
 * another's share; what comes unauthenticated is limited by address.
 */
final class DeviceRate {
    private final RateLimit limit;

    DeviceRate(RateLimit limit) {
        this.limit = limit;
    }

    /** Refuses with RATE_LIMITED, and the time to wait, what is above the limit. */
    void require(Bytes device) {
        Duration wait = limit.admit(device);
        if (!wait.isZero()) {
            throw new ProblemException(Problem.of(ErrorCode.RATE_LIMITED).withRetryAfter(wait));
        }
    }
}
