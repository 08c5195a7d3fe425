/**
 * The validator's own keys and what it publishes about itself: made on the first start, kept in the
 * data directory, readable by the server's user alone.
 */
@NullMarked
package org.mopay.server.keys;

import org.jspecify.annotations.NullMarked;
