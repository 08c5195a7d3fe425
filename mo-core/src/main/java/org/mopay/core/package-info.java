/** The protocol of a payment between two phones, without input or output. */
@NullMarked
package org.mopay.core;

import org.jspecify.annotations.NullMarked;
