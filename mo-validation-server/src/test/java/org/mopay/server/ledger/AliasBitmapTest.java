package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;

import java.util.BitSet;
import java.util.Random;

/** Beside {@link BitSet}, which has the same bytes. */
class AliasBitmapTest {
    private static final int INDICES = 200;

    private final long seed = Long.getLong("mo.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void say() {
        System.out.println("AliasBitmapTest: -Dmo.seed=" + seed);
    }

    @Test
    void holdsWhatWasAdded() {
        for (int most = 1; most <= INDICES; most++) {
            AliasBitmap bitmap = AliasBitmap.empty();
            BitSet model = new BitSet();
            for (int i = 0; i < most / 2; i++) {
                int index = random.nextInt(most);
                bitmap = bitmap.with(index);
                model.set(index);
            }

            assertSame(bitmap, model);
            assertSame(AliasBitmap.of(bitmap.toBytes()), model);
        }
    }

    @Test
    void countsWhatEitherOfTwoHolds() {
        for (int most = 1; most <= INDICES; most++) {
            BitSet one = some(random.nextInt(most) + 1);
            BitSet other = some(most);
            AliasBitmap bitmap = AliasBitmap.of(Bytes.copyOf(one.toByteArray()));
            int both = bitmap.countWith(AliasBitmap.of(Bytes.copyOf(other.toByteArray())));

            one.or(other);
            assertThat(both).isEqualTo(one.cardinality());
        }
    }

    @Test
    void leavesTheEmptySetEmpty() {
        AliasBitmap.empty().with(3).with(70);

        assertSame(AliasBitmap.empty(), new BitSet());
    }

    private BitSet some(int most) {
        BitSet set = new BitSet();
        for (int i = 0; i < most / 3; i++) {
            set.set(random.nextInt(most));
        }
        return set;
    }

    private static void assertSame(AliasBitmap bitmap, BitSet model) {
        for (int index = 0; index < INDICES + Byte.SIZE; index++) {
            assertThat(bitmap.contains(index)).as("index %s", index).isEqualTo(model.get(index));
        }
        assertThat(bitmap.size()).isEqualTo(model.cardinality());
        assertThat(bitmap.toBytes()).isEqualTo(Bytes.copyOf(model.toByteArray()));
    }
}
