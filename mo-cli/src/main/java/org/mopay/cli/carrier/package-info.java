/** The way between two phones that this program has: TCP, each frame behind its length. */
@NullMarked
package org.mopay.cli.carrier;

import org.jspecify.annotations.NullMarked;
