/**
 * The test vectors of {@code protocol-spec/vectors}: how each output follows from its input through
 * the core's public API. {@code mo vectors check} compares with it, and so do the project's tests,
 * which also hold the inputs and the generator.
 */
@NullMarked
package org.mopay.cli.vectors.own;

import org.jspecify.annotations.NullMarked;
