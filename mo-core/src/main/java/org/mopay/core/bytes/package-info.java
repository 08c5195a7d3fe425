/**
 * Byte strings as values.
 *
 * <p>{@link org.mopay.core.bytes.Bytes} is public data: immutable, compared by content, safe to
 * print and to put into records. {@link org.mopay.core.bytes.SecretBytes} is key material: it never
 * prints or compares its content, is wiped when closed, and every place that reads it is found by
 * searching for {@code use(} and {@code expose(}.
 */
@NullMarked
package org.mopay.core.bytes;

import org.jspecify.annotations.NullMarked;
