package org.mopay.core.payment;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.Submission;
import org.mopay.proto.v1.SubmitterContent;

/** Puts together what goes to the validator. */
public final class Submissions {
    private Submissions() {}

    /**
     * Authenticates a submission by the submitting device's box over its digest: only that device and
     * the validator know the key.
     *
     * @param sealSecret of the submitting device
     * @param now seconds since the Unix epoch, by the submitter's clock
     * @return an encoded AuthenticatedSubmission
     */
    public static Bytes authenticate(
            Submission submission, SecretBytes sealSecret, long now, CryptoProvider crypto) {
        Bytes encoded = MessageType.SUBMISSION.encode(submission);
        SubmitterContent content =
                SubmitterContent.newBuilder().setSubmittedAt(now).build();
        Bytes box = SealedBox.seal(
                sealSecret,
                Label.SUBMITTER_CONTENT,
                Label.SUBMISSION.digest(encoded),
                MessageType.SUBMITTER_CONTENT.encode(content),
                crypto);
        return MessageType.AUTHENTICATED_SUBMISSION.encode(AuthenticatedSubmission.newBuilder()
                .setSubmission(byteString(encoded))
                .setSubmitterBox(byteString(box))
                .build());
    }
}
