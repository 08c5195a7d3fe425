/**
 * The phone-to-phone channel (specification, chapter 4): an engagement, a Noise handshake whose
 * payee ephemeral the engagement commits to, and frames. One engagement serves one handshake: a
 * second one would reveal the ephemeral before the short authentication string is fixed.
 */
@NullMarked
package org.mopay.core.channel;

import org.jspecify.annotations.NullMarked;
