/** Benchmarks of the protocol beside its bare primitives. */
@NullMarked
package org.mopay.benchmarks;

import org.jspecify.annotations.NullMarked;
