/** {@code mo explain}: what the registry of errors says about a code. */
@NullMarked
package org.mopay.cli.explain;

import org.jspecify.annotations.NullMarked;
