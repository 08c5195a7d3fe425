/**
 * What an operator sees: metrics for Prometheus, the two health probes, and the log.
 *
 * <p>{@link org.mopay.server.ops.Metrics} is told by the other packages what happened and is read
 * at {@code /metrics}; {@link org.mopay.server.ops.Health} answers {@code /healthz} (the process
 * works) and {@code /readyz} (it takes work); {@link org.mopay.server.ops.ServerLogging} writes one
 * line an event on stderr. None of them is given an account, an amount, a key or a token.
 */
@NullMarked
package org.mopay.server.ops;

import org.jspecify.annotations.NullMarked;
