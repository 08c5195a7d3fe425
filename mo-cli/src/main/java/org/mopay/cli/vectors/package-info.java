/**
 * {@code mo vectors check}: runs files of test vectors against this implementation. What a file
 * holds is told by its content; the formats of others are in {@code outside}, our own in {@code
 * own}. A vector that says nothing of MO/1 is counted as not applicable, with the reason.
 */
@NullMarked
package org.mopay.cli.vectors;

import org.jspecify.annotations.NullMarked;
