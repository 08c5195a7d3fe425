/**
 * How frames and engagements look on each carrier (specification, chapter 4). A payee shows its
 * engagement as a link or as a QR text; a stream such as TCP carries each frame behind its length:
 *
 * <pre>{@code
 * String link = Links.pay(engagement); // mo://pay/...
 * String qr = QrText.encode(engagement); // MO:...
 * }</pre>
 *
 * What comes from outside is text of a stranger: everything here reads one spelling of a value and
 * no other, bounds its size first, and answers anything else with MO-1001 or MO-1002.
 */
@NullMarked
package org.mopay.core.carrier;

import org.jspecify.annotations.NullMarked;
