/**
 * {@code mo inspect}: any message of MO/1, field by field. {@link
 * org.mopay.cli.inspect.Transcription} makes bytes of what was given, {@link
 * org.mopay.cli.inspect.MessageReader} reads them as one type, {@link
 * org.mopay.cli.inspect.Inspection} finds the type that fits, and {@link
 * org.mopay.cli.inspect.WireBreak} says where bytes stop to be a type's canonical form.
 */
@NullMarked
package org.mopay.cli.inspect;

import org.jspecify.annotations.NullMarked;
