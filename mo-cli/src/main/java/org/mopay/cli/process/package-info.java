/** Runs the {@code mo} command as processes of their own: for the demo, and for tests. */
@NullMarked
package org.mopay.cli.process;

import org.jspecify.annotations.NullMarked;
