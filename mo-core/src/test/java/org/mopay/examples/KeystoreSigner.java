package org.mopay.examples;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.SignatureScheme;
import org.mopay.core.crypto.Signer;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;

/**
 * Signs with a P-256 key that never leaves its keystore. On Android the pair comes from
 * {@code AndroidKeyStore}; the JCA's name and its DER signatures are the same everywhere.
 */
final class KeystoreSigner implements Signer {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final int SIZE = 32;

    private final KeyPair keys;

    KeystoreSigner(KeyPair keys) {
        this.keys = keys;
    }

    @Override
    public SignatureScheme scheme() {
        return SignatureScheme.P256;
    }

    /** SEC 1, compressed: whether y is odd, and x. */
    @Override
    public Bytes publicKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        byte sign = (byte) (point.getAffineY().testBit(0) ? 3 : 2);
        return Bytes.concat(Bytes.of(sign), unsigned(point.getAffineX()));
    }

    /** r and s, each 32 bytes, with the lower of s and n - s, as MO/1 takes only that one. */
    @Override
    public Bytes sign(Bytes message) {
        byte[] der;
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(message.toArray());
            der = signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keystore does not sign", e);
        }
        int sizeOfR = der[3];
        BigInteger r = integer(der, 4, sizeOfR);
        BigInteger s = integer(der, 6 + sizeOfR, der[5 + sizeOfR]);
        return Bytes.concat(unsigned(r), unsigned(s.min(ORDER.subtract(s))));
    }

    private static BigInteger integer(byte[] der, int from, int size) {
        return new BigInteger(Bytes.copyOf(der, from, from + size).toArray());
    }

    private static Bytes unsigned(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] fixed = new byte[SIZE];
        int used = Math.min(signed.length, SIZE);
        System.arraycopy(signed, signed.length - used, fixed, SIZE - used, used);
        return Bytes.copyOf(fixed);
    }
}
