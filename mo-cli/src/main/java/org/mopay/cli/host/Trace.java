package org.mopay.cli.host;

/** Hears of every message of a payment as it passes, for those who want to see the ladder. */
@FunctionalInterface
public interface Trace {
    /** Who is on the other end. */
    enum Peer {
        PHONE,
        VALIDATOR
    }

    /**
     * A message passed.
     *
     * @param peer who sent or got it, other than this phone
     * @param sent whether this phone sent it
     * @param tokens the Noise tokens of a handshake message, else empty
     * @param content what it carried
     * @param bytes the size of its frame or body
     */
    void message(Peer peer, boolean sent, String tokens, String content, int bytes);
}
