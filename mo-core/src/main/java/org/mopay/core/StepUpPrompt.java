package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.proto.v1.StepUpChallenge;

/**
 * What the payer's screen asks for when the validator wants to know once more that it is the payer:
 * the code that the payer's generator (RFC 6238) shows now.
 *
 * @param d the authorization that waits
 * @param attemptsLeft how many codes may still be tried
 * @param deadline when the validator stops waiting, seconds since the Unix epoch
 */
public record StepUpPrompt(Bytes d, int attemptsLeft, long deadline) {
    static StepUpPrompt of(Bytes d, StepUpChallenge challenge) {
        return new StepUpPrompt(d, challenge.getAttemptsLeft(), challenge.getDeadline());
    }
}
