/**
 * From bytes to messages and back. A {@link org.mopay.core.message.MessageType} is a row of the
 * specification's registry: it bounds a message's size, decodes it strictly and gives it the
 * context under which it is signed or hashed. What a signature was checked on becomes a {@link
 * org.mopay.core.message.Verified}, which nobody else can make.
 */
@NullMarked
package org.mopay.core.message;

import org.jspecify.annotations.NullMarked;
