/** Threads of our own: how they are named, and how their end is awaited. */
@NullMarked
package org.mopay.server.thread;

import org.jspecify.annotations.NullMarked;
