/**
 * What surrounds the pure sessions of {@code org.mopay.core} on this machine: a clock, a directory,
 * sockets and a validator.
 *
 * <p>{@link org.mopay.cli.host.LocalPhone} runs every step of a phone under its directory's lock and
 * writes before anything is sent. {@link org.mopay.cli.host.PayerConversation} and {@link
 * org.mopay.cli.host.PayeeService} carry the frames, and {@link org.mopay.cli.host.Outbox} asks the
 * validator for what no conversation has decided.
 */
@NullMarked
package org.mopay.cli.host;

import org.jspecify.annotations.NullMarked;
