/**
 * The payment that rides in the handshake (specification, chapters 5 and 6): the request, the
 * authorization that answers it, the box only the validator opens, and the outcome. The sessions
 * of the two phones are {@link org.mopay.core.PayerSession} and {@link org.mopay.core.PayeeSession}.
 */
@NullMarked
package org.mopay.core.payment;

import org.jspecify.annotations.NullMarked;
