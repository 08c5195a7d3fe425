/**
 * How the command speaks: {@link org.mopay.cli.output.Console} for data and talk, {@link
 * org.mopay.cli.output.Event} for a line of JSON, {@link org.mopay.cli.output.Failure} for what went
 * wrong and {@link org.mopay.cli.output.ExitCode} for how the process ends.
 *
 * <p>A command extends {@link org.mopay.cli.output.ConsoleCommand}, prints each result once, as an
 * event and as text, and throws when it fails:
 *
 * <pre>{@code
 * console.print(Event.named("balance").with("amount", amount), amount.toString());
 * throw Failure.of(ErrorCode.NOT_ENROLLED, directory.toString());
 * }</pre>
 */
@NullMarked
package org.mopay.cli.output;

import org.jspecify.annotations.NullMarked;
