package org.mopay.examples;

import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.KeystoreSigner;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;

import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;

/**
 * An identity key that never leaves its keystore. On Android the pair comes from {@code
 * AndroidKeyStore}; the JCA's names are the same everywhere.
 */
final class HardwareKey {
    private HardwareKey() {}

    /** For {@code Enrolment.begin}, {@code Phone.signingWith} and {@code UserConsent.witnessedBy}. */
    static Signer signer(KeyPair keystore) throws ProtocolException {
        return KeystoreSigner.of(
                (ECPublicKey) keystore.getPublic(),
                message -> {
                    Signature ecdsa = Signature.getInstance("SHA256withECDSA");
                    ecdsa.initSign(keystore.getPrivate());
                    ecdsa.update(message);
                    return ecdsa.sign();
                },
                CryptoProvider.bouncyCastle());
    }
}
