package org.mopay.core.payment;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.message.Label;
import org.mopay.proto.v1.UserVerification;

/** How the user was verified, as the validator gets to know it. */
final class UserEvidence {
    private UserEvidence() {}

    /**
     * The method, and the witness's signature over {@code "MO/1 user-verification" || 0x00 || subject}.
     *
     * @param subject d, or r of a refund
     */
    static UserVerification of(UserConsent consent, Bytes subject) {
        UserVerification.Builder evidence =
                UserVerification.newBuilder().setMethod(consent.method());
        consent.witness()
                .ifPresent(witness -> evidence.setEvidence(
                        byteString(witness.sign(Label.USER_VERIFICATION.inContext(subject)))));
        return evidence.build();
    }
}
