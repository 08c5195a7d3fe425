package org.mopay.core.noise;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;

/** Cipher functions (Noise section 4.2): ENCRYPT and DECRYPT, and how a counter becomes a nonce. */
public interface NoiseCipher {
    /** ChaChaPoly (section 12.3): the nonce is 32 zero bits and the counter, little-endian. */
    NoiseCipher CHACHAPOLY = new ChaChaPoly();

    /** The name as it stands in a Noise protocol name. */
    String name();

    /** The cipher under a 32-byte key, which it refers to and does not copy. */
    Aead withKey(CryptoProvider provider, SecretBytes key);

    /** The 12-byte nonce of an unsigned 64-bit counter. */
    byte[] nonce(long counter);
}
