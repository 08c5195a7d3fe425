package org.mopay.server.keys;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.X25519KeyPair;

import java.util.Optional;

/**
 * Keys that begin and retire together. Those that are empty were destroyed: nothing that needs them
 * is answered any more. The issuer key stays, to repeat the decisions it has signed. Times are
 * seconds since the Unix epoch.
 *
 * @param number from 1; also the epoch of its credential ids
 * @param begins when it starts to issue and sign
 * @param retires when the next one begins; {@link Long#MAX_VALUE} if there is none
 * @param issuer signs credentials and decisions
 * @param hpke opens enrolments
 * @param credentialMac recognises the credentials of this generation
 * @param credentialIds encrypts their ids, 32 bytes for AES-256
 */
public record KeyGeneration(
        int number,
        long begins,
        long retires,
        Signer issuer,
        Optional<X25519KeyPair> hpke,
        Optional<SecretBytes> credentialMac,
        Optional<SecretBytes> credentialIds) {
    /** The most there can be: the epoch in a credential id is one byte. */
    static final int MOST = 255;

    private static final long DAY = 86_400;
    private static final long LIFETIME = 5 * 365 * DAY;
    private static final long ISSUER_OVERLAP = 182 * DAY;
    private static final long HPKE_OVERLAP = 7 * DAY;
    private static final long RETENTION = 190 * DAY;

    /** The id of the issuer key in the validator's information. */
    public int issuerKeyId() {
        return 2 * number - 1;
    }

    /** The id of the HPKE key in the validator's information. */
    public int hpkeKeyId() {
        return 2 * number;
    }

    /** The day before it begins, for phones whose clock is behind. */
    long notBefore() {
        return begins - begins % DAY - DAY;
    }

    /** The last second at which a credential of its issuer may be used. */
    long issuerNotAfter() {
        return until(ISSUER_OVERLAP);
    }

    /** The last second at which somebody may seal to its HPKE key. */
    long hpkeNotAfter() {
        return until(HPKE_OVERLAP);
    }

    private long until(long overlap) {
        long end = begins - begins % DAY + LIFETIME;
        return retires > end ? end : retires + overlap;
    }

    boolean isRetired(long now) {
        return now >= retires;
    }

    boolean hpkeHasEnded(long now) {
        return isRetired(now) && now - retires > HPKE_OVERLAP;
    }

    /** Whether nothing under its credentials can be submitted any more. */
    boolean retentionHasEnded(long now) {
        return isRetired(now) && now - retires > RETENTION;
    }

    /** Shows nothing of the keys. */
    @Override
    public String toString() {
        return "KeyGeneration " + number;
    }
}
