package org.mopay.server.ledger;

/** Is told, on the writer's thread, of every group of commands that became durable. */
@FunctionalInterface
public interface CommitObserver {
    /**
     * A group was decided and committed.
     *
     * @param commands how many
     * @param nanos how long that took, from the first decision to the commit
     */
    void committed(int commands, long nanos);
}
