/**
 * What is left when the power fails. A process pays and pays while everything that it writes is
 * recorded below it ({@code src/test/c/write_trace.c}); then the power is cut after each of its
 * writes: what was not synced is gone, or partly there, and the last write is torn.
 */
@NullMarked
package org.mopay.server.store.powercut;

import org.jspecify.annotations.NullMarked;
