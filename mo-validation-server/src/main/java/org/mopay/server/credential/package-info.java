/**
 * Credentials as the validator makes and recognises them: vaultless ids, its own MAC, the issuer's
 * signature, and the devices' secrets wrapped for the ledger.
 */
@NullMarked
package org.mopay.server.credential;

import org.jspecify.annotations.NullMarked;
