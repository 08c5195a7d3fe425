/**
 * {@code mo phone}: a phone is a directory, and each call a process of its own. {@code request} and
 * {@code pay} hold a conversation over loopback TCP; the others ask the validator.
 */
@NullMarked
package org.mopay.cli.phone;

import org.jspecify.annotations.NullMarked;
