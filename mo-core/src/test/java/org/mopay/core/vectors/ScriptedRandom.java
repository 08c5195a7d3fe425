package org.mopay.core.vectors;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.RandomSource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Gives what it was told to give, in that order, and nothing else. */
final class ScriptedRandom implements RandomSource {
    private final Deque<Bytes> draws;

    ScriptedRandom(Bytes... draws) {
        this.draws = new ArrayDeque<>(List.of(draws));
    }

    @Override
    public void fill(byte[] target) {
        Bytes next = draws.removeFirst();
        if (next.size() != target.length) {
            throw new IllegalStateException(
                    "asked for " + target.length + " bytes, scripted are " + next.size());
        }
        System.arraycopy(next.toArray(), 0, target, 0, target.length);
    }
}
