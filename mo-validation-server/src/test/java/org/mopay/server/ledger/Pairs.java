package org.mopay.server.ledger;

import org.junit.jupiter.params.provider.Arguments;

import java.util.ArrayList;
import java.util.List;

/** Two different things out of several, each two once, in their order. */
final class Pairs {
    private Pairs() {}

    static List<Arguments> of(Object... all) {
        List<Arguments> pairs = new ArrayList<>();
        for (int first = 0; first < all.length; first++) {
            for (int second = first + 1; second < all.length; second++) {
                pairs.add(Arguments.of(all[first], all[second]));
            }
        }
        return pairs;
    }
}
