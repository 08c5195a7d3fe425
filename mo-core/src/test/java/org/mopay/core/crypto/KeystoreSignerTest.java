package org.mopay.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** The JDK's own ECDSA in the place of a phone's hardware: DER, random k, s as it comes. */
class KeystoreSignerTest {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final Bytes MESSAGE = Bytes.ofUtf8("refill");

    private final KeyPair hardware = keyPair();

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] der(KeyPair key, byte[] message) throws GeneralSecurityException {
        Signature ecdsa = Signature.getInstance("SHA256withECDSA");
        ecdsa.initSign(key.getPrivate());
        ecdsa.update(message);
        return ecdsa.sign();
    }

    private KeystoreSigner signer(KeystoreSigner.Hardware signing) throws Exception {
        return KeystoreSigner.of((ECPublicKey) hardware.getPublic(), signing, CRYPTO);
    }

    /** Half of the hardware's signatures have a high s: none in forty is a chance of one in 10^12. */
    // cites ENC-24, ENC-25
    @Test
    void signsAsTheProtocolWantsItWhateverTheHardwareGives() throws Exception {
        int[] high = {0};
        Signer signer = signer(message -> {
            byte[] der = der(hardware, message);
            high[0] += isHigh(der) ? 1 : 0;
            return der;
        });
        Verifier verifier = CRYPTO.p256Verifier(signer.publicKey());
        for (int i = 0; i < 40; i++) {
            Bytes signature = signer.sign(MESSAGE);
            assertThat(signature.size()).isEqualTo(64);
            assertThat(verifier.verify(MESSAGE, signature)).isTrue();
        }
        assertThat(high[0]).isPositive();
    }

    /** s is the second INTEGER; a first byte of zero in front of 32 says that it is above 2^255. */
    private static boolean isHigh(byte[] der) {
        int s = 4 + der[3];
        BigInteger value =
                new BigInteger(Bytes.copyOf(der, s + 2, s + 2 + der[s + 1]).toArray());
        return value.testBit(255);
    }

    @Test
    void givesOutNothingThatIsNoSignatureOfItsKey() throws Exception {
        KeyPair another = keyPair();
        Signer wrongKey = signer(message -> der(another, message));
        assertThatIllegalStateException().isThrownBy(() -> wrongKey.sign(MESSAGE));
        Signer noDer = signer(message -> new byte[] {1, 2, 3});
        assertThatIllegalStateException().isThrownBy(() -> noDer.sign(MESSAGE));
    }

    @Test
    void saysWhenTheKeystoreRefuses() throws Exception {
        Signer locked = signer(message -> {
            throw new InvalidKeyException("the user was not verified");
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> locked.sign(MESSAGE))
                .withCauseInstanceOf(InvalidKeyException.class);
    }
}
