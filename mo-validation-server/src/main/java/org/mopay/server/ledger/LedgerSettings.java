package org.mopay.server.ledger;

import org.mopay.core.otp.OtpPolicy;

import java.time.Duration;

/**
 * How the ledger is run.
 *
 * @param queueCapacity commands that may wait; one more is answered {@code TRY_LATER} at once
 * @param maxBatch commands decided and committed together, at most
 * @param commitDelay how long a group of commands gathers at most while several come at a time
 * @param readers queries answered at the same time
 */
public record LedgerSettings(
        int queueCapacity, int maxBatch, Duration commitDelay, int readers, OtpPolicy otp) {
    public static final LedgerSettings DEFAULT =
            new LedgerSettings(4096, 512, Duration.ofMillis(4), 4, OtpPolicy.REGISTRY);
}
