/** The {@code mo} command. */
@NullMarked
package org.mopay.cli;

import org.jspecify.annotations.NullMarked;
