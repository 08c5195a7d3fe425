package org.mopay.core;

import org.mopay.core.bytes.Bytes;

import java.util.List;

/** What lies between two phones in a test, friendly or not. */
@FunctionalInterface
interface Carrier {
    /** Carries every frame as it is. */
    Carrier FAITHFUL = (from, number, frame) -> List.of(frame);

    /**
     * Carries one frame.
     *
     * @param number counts the frames of this sender from 0, repeated ones included
     * @return the frames that arrive in its place: none, one, or several
     */
    List<Bytes> carry(Conversation.Side from, int number, Bytes frame);
}
