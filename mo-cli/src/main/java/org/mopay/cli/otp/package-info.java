/** {@code mo otp}: the links and codes of authenticator apps, for whoever tests step-up. */
@NullMarked
package org.mopay.cli.otp;

import org.jspecify.annotations.NullMarked;
