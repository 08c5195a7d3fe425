/**
 * What the protocol costs, each measurement beside its floor: the bare primitives it can't do
 * without, called with nothing in between, and beside a peer where there is one, in the same run.
 *
 * <p>A JMH method whose name continues another's, such as {@code xxFloor} after {@code xx}, is what
 * the other stands beside; {@link org.mopay.benchmarks.ResultTable} pairs them so. The floors are
 * made of {@link org.mopay.benchmarks.BarePrimitives}. Validator and phones are the real ones, put
 * together in memory: {@link org.mopay.benchmarks.MemoryValidator}, {@link
 * org.mopay.benchmarks.ReplayedPayment}.
 */
@NullMarked
package org.mopay.benchmarks;

import org.jspecify.annotations.NullMarked;
