package org.mopay.cli.vectors.own;

import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Engagement;

/** The engagement of the vectors. */
final class SampleConversation {
    static final String ADDRESS = "127.0.0.1:4040";

    private SampleConversation() {}

    /** The engagement of the sample payee, with or without its static key. */
    static Engagement engagement(boolean withKey) throws ProtocolException {
        return MessageType.ENGAGEMENT.decode(ConversationComputation.payee(
                        SampleValidator.ID,
                        ADDRESS,
                        Named.bytes("payee Noise key"),
                        withKey,
                        Named.bytes("payee ephemeral"))
                .encodedEngagement());
    }
}
