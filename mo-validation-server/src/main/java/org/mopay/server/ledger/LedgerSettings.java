package org.mopay.server.ledger;

import org.mopay.core.otp.OtpPolicy;

/**
 * How the ledger is run.
 *
 * @param queueCapacity commands that may wait; one more is answered {@code TRY_LATER} at once
 * @param maxBatch commands decided and committed together, at most
 * @param readers queries answered at the same time
 */
public record LedgerSettings(int queueCapacity, int maxBatch, int readers, OtpPolicy otp) {
    public static final LedgerSettings DEFAULT =
            new LedgerSettings(4096, 512, 4, OtpPolicy.REGISTRY);
}
