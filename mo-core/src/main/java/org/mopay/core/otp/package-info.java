/**
 * One-time passwords of OATH: HOTP (RFC 4226), TOTP (RFC 6238) and OCRA (RFC 6287).
 *
 * <p>{@link org.mopay.core.otp.Ocra} signs payments: a code of eight digits bound to the payment's
 * digest and to the credential's index. {@link org.mopay.core.otp.Hotp} and {@link
 * org.mopay.core.otp.Totp} serve step-up, and {@link org.mopay.core.otp.OtpAuthUri} brings their
 * secrets into an authenticator app. {@link org.mopay.core.otp.OtpThrottle} is what a validator
 * remembers of wrong ones. Time is always an argument, digits are
 * ASCII in every locale, and codes are compared in constant time.
 *
 * <pre>{@code
 * OcraSuite suite = OcraSuite.parse("OCRA-1:HOTP-SHA1-6:QN08");
 * return Ocra.generate(suite, key, OcraInput.ofChallenge(challenge));
 * }</pre>
 */
@NullMarked
package org.mopay.core.otp;

import org.jspecify.annotations.NullMarked;
