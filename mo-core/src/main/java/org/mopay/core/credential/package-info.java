/**
 * Who is who (specification, chapter 3): what a phone trusts of its validator, the credentials a
 * phone shows, and how it gets them. {@link org.mopay.core.credential.TrustedValidator} is made
 * only from information signed by the pinned root key; a {@link
 * org.mopay.core.credential.VerifiedCredential} only from what an issuer key has signed.
 */
@NullMarked
package org.mopay.core.credential;

import org.jspecify.annotations.NullMarked;
