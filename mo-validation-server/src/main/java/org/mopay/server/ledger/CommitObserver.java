package org.mopay.server.ledger;

/** Is told, on the writer's thread, what became of every group of commands. */
@FunctionalInterface
public interface CommitObserver {
    /**
     * Commands were decided and committed together.
     *
     * @param commands how many
     * @param nanos how long that took, from the first decision to the commit
     */
    void committed(int commands, long nanos);

    /** So many commands were not decided, because their turn came after their deadlines. */
    default void givenUp(int commands) {}
}
