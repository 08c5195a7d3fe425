/**
 * One small handler a message type (specification, chapter 7). Bodies are protobuf or JSON of the
 * same schema; errors are problems with the registry's code. Handlers run on the validation pool,
 * never on an event loop.
 */
@NullMarked
package org.mopay.server.api;

import org.jspecify.annotations.NullMarked;
