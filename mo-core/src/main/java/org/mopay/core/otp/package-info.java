/**
 * One-time passwords of OATH: HOTP (RFC 4226), TOTP (RFC 6238) and OCRA (RFC 6287).
 *
 * <p>{@link org.mopay.core.otp.Ocra} signs payments: a code of eight digits bound to the payment's
 * digest and to the credential's index. {@link org.mopay.core.otp.Hotp} and {@link
 * org.mopay.core.otp.Totp} serve activation and step-up. Time is always an argument, digits are
 * ASCII in every locale, and codes are compared in constant time.
 *
 * <pre>{@code
 * String code = Ocra.forPayment(otpSecret, credentialIndex, d);
 * boolean right = Ocra.matches(code, presented);
 * }</pre>
 */
@NullMarked
package org.mopay.core.otp;

import org.jspecify.annotations.NullMarked;
