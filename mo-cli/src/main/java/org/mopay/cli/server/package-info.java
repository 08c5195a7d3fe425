/** {@code mo server}: runs the validation server in this process. */
@NullMarked
package org.mopay.cli.server;

import org.jspecify.annotations.NullMarked;
