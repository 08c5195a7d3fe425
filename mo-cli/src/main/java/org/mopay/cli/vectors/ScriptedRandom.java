package org.mopay.cli.vectors;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.RandomSource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Gives what it was told to give, in that order, and nothing else: for vectors alone. */
public final class ScriptedRandom implements RandomSource {
    private final Deque<Bytes> draws;

    public ScriptedRandom(Bytes... draws) {
        this.draws = new ArrayDeque<>(List.of(draws));
    }

    @Override
    public void fill(byte[] target) {
        Bytes next = draws.poll();
        if (next == null || next.size() != target.length) {
            throw new IllegalStateException("asked for " + target.length + " bytes, scripted are "
                    + (next == null ? "no more" : next.size()));
        }
        System.arraycopy(next.toArray(), 0, target, 0, target.length);
    }
}
