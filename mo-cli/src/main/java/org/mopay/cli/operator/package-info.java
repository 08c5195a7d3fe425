/**
 * {@code mo operator}: opens accounts, tops them up, stops lost phones, rotates keys and looks at the
 * books of a server on this machine, whose address and token it reads from the data directory.
 */
@NullMarked
package org.mopay.cli.operator;

import org.jspecify.annotations.NullMarked;
