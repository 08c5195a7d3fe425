/**
 * The {@code mo} command: a validation server and phones to play with. {@link org.mopay.cli.Main}
 * parses the command line and reports what fails; each package below holds one group of commands.
 */
@NullMarked
package org.mopay.cli;

import org.jspecify.annotations.NullMarked;
