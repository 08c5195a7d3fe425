/**
 * The load driver: the real server in a process of its own, over TLS 1.3 and HTTP/2 on loopback, with
 * its real store, paid through by payments that were signed before.
 *
 * <p>A {@link org.mopay.benchmarks.load.Town} is everybody who pays, derived from one seed. {@link
 * org.mopay.benchmarks.load.Seeder} writes it into a data directory; {@link
 * org.mopay.benchmarks.load.PaymentMint} signs its payments; {@link
 * org.mopay.benchmarks.load.LoadClient} sends them as a {@link org.mopay.benchmarks.load.Flow} says.
 */
@NullMarked
package org.mopay.benchmarks.load;

import org.jspecify.annotations.NullMarked;
