package org.mopay.cli.host;

/** Hears of every message of a conversation as it passes, for those who want to see the ladder. */
@FunctionalInterface
public interface Trace {
    /**
     * A message passed.
     *
     * @param sent whether this side sent it
     * @param tokens the Noise tokens of a handshake message, else empty
     * @param content what it carried
     * @param bytes the size of its frame
     */
    void message(boolean sent, String tokens, String content, int bytes);

    /** Nobody wants to see it. */
    static Trace none() {
        return (sent, tokens, content, bytes) -> {};
    }
}
