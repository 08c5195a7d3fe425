/**
 * Test vectors of others: Noise (cacophony, snow), Wycheproof, the Ed25519 edge cases of CCTV, and
 * the examples of the OATH and base45 RFCs. What MO/1 does not ship is not applicable; where MO/1
 * is stricter than a file, the rule is that of MO/1 and the reason says so.
 */
@NullMarked
package org.mopay.cli.vectors.outside;

import org.jspecify.annotations.NullMarked;
