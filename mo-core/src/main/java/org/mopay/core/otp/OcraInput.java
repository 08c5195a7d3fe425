package org.mopay.core.otp;

import org.mopay.core.bytes.Bytes;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The inputs of one OCRA computation (RFC 6287 section 5.1); those that the suite names must be
 * there, and no others.
 *
 * @param counter C, an unsigned 64-bit number
 * @param challenge Q, as characters of the suite's format; in mutual authentication both sides'
 *     challenges, one after the other
 * @param pinHash P, the PIN hashed with the suite's hash function
 * @param session S, session information, at most as long as the suite says
 * @param time T, as an instant; the suite says in which steps it is counted
 */
public record OcraInput(
        OptionalLong counter,
        String challenge,
        Optional<Bytes> pinHash,
        Optional<Bytes> session,
        Optional<Instant> time) {

    /** The challenge alone; the other inputs are added by the methods below. */
    public static OcraInput ofChallenge(String challenge) {
        return new OcraInput(
                OptionalLong.empty(),
                challenge,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public OcraInput withCounter(long value) {
        return new OcraInput(OptionalLong.of(value), challenge, pinHash, session, time);
    }

    public OcraInput withPinHash(Bytes value) {
        return new OcraInput(counter, challenge, Optional.of(value), session, time);
    }

    public OcraInput withSession(Bytes value) {
        return new OcraInput(counter, challenge, pinHash, Optional.of(value), time);
    }

    public OcraInput withTime(Instant value) {
        return new OcraInput(counter, challenge, pinHash, session, Optional.of(value));
    }
}
