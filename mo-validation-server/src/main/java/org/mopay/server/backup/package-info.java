/**
 * Copies of a whole data directory: taken from a server that runs, and put where none has run yet. A
 * copy is a data directory itself, keys included, so it is worth as much to a thief.
 */
@NullMarked
package org.mopay.server.backup;

import org.jspecify.annotations.NullMarked;
