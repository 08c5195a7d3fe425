/**
 * The primitives of suite MO/1 and the one seam through which other providers join.
 *
 * <p>{@link org.mopay.core.crypto.CryptoProvider} makes keys, {@link org.mopay.core.crypto.Signer}s,
 * {@link org.mopay.core.crypto.Verifier}s and {@link org.mopay.core.crypto.Aead}s; Bouncy Castle's
 * lightweight API serves by default and is the judge where providers disagree. Hashing goes to the
 * platform's JCA ({@link org.mopay.core.crypto.Sha256}, {@link org.mopay.core.crypto.Kdf}), which
 * is several times faster than Bouncy Castle there. {@link org.mopay.core.crypto.Hpke} is RFC 9180.
 *
 * <pre>{@code
 * CryptoProvider crypto = CryptoProvider.bouncyCastle();
 * RandomSource random = RandomSource.of(new SecureRandom());
 * try (SecretBytes seed = crypto.generateEd25519Seed(random)) {
 *     Signer signer = crypto.ed25519Signer(seed);
 *     Bytes message = Bytes.ofUtf8("pay");
 *     Bytes signature = signer.sign(message);
 *     return crypto.ed25519Verifier(signer.publicKey()).verify(message, signature);
 * }
 * }</pre>
 */
@NullMarked
package org.mopay.core.crypto;

import org.jspecify.annotations.NullMarked;
