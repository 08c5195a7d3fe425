/**
 * A phone as a directory. {@link org.mopay.cli.store.PhoneDirectory} keeps the records of a {@link
 * org.mopay.core.Phone}: each in its own file with a checksum, the changes of one step together or
 * not at all, and one process at a time.
 */
@NullMarked
package org.mopay.cli.store;

import org.jspecify.annotations.NullMarked;
