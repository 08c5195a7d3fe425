/**
 * The crash campaign: the real server is killed with SIGKILL at random moments, under load, while it
 * starts and while it answers repetitions, and everything it has acknowledged must be there
 * afterwards, exactly once, as it was decided.
 */
@NullMarked
package org.mopay.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
