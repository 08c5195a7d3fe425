package org.mopay.server.validation;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of a message that was taken in: something to decide, or the decision it had before.
 *
 * @param order what the ledger is to decide
 * @param earlier what it has recorded
 */
public record Taken<O, R>(Optional<O> order, Optional<R> earlier) {
    static <O, R> Taken<O, R> toDecide(O order) {
        return new Taken<>(Optional.of(order), Optional.empty());
    }

    /** The same, with another order. */
    public <P> Taken<P, R> map(Function<O, P> change) {
        return new Taken<>(order.map(change), earlier);
    }

    static <O, R> Taken<O, R> decided(R earlier) {
        return new Taken<>(Optional.empty(), Optional.of(earlier));
    }
}
