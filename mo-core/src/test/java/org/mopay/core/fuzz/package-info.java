/**
 * What takes bytes from outside, as targets for a fuzzer. The build replays the seeds, which are
 * the specification's vectors, and the inputs that were kept in {@code src/test/corpus}; {@code
 * ./fuzz} searches for more with Jazzer. A target returns, or throws what is a fault.
 */
@NullMarked
package org.mopay.core.fuzz;

import org.jspecify.annotations.NullMarked;
