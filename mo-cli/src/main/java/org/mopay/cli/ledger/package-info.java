/** {@code mo ledger}: looks after the books of a data directory, whether its server runs or not. */
@NullMarked
package org.mopay.cli.ledger;

import org.jspecify.annotations.NullMarked;
