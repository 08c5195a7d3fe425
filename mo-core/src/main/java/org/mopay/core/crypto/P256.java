package org.mopay.core.crypto;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.math.BigInteger;

/** The curve P-256 (FIPS 186-5) and the two encodings that its keys and signatures use here. */
final class P256 {
    static final int SCALAR_SIZE = 32;
    static final ECDomainParameters DOMAIN = domain();
    static final BigInteger ORDER = DOMAIN.getN();
    /** The largest S that counts as low: of s and n-s exactly one is at most this. */
    static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private P256() {}

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }

    /** r and s, 32 bytes each, big-endian; of s and n - s the low one. */
    static Bytes signature(BigInteger r, BigInteger s) {
        BigInteger lowS = s.compareTo(HALF_ORDER) <= 0 ? s : ORDER.subtract(s);
        byte[] signature = new byte[2 * SCALAR_SIZE];
        BigIntegers.asUnsignedByteArray(r, signature, 0, SCALAR_SIZE);
        BigIntegers.asUnsignedByteArray(lowS, signature, SCALAR_SIZE, SCALAR_SIZE);
        return Bytes.copyOf(signature);
    }

    /**
     * The same out of an ECDSA-Sig-Value.
     *
     * @throws IllegalStateException if it is none, or its numbers are out of range
     */
    static Bytes signatureOfDer(byte[] der) {
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(ORDER, der);
            return signature(rs[0], rs[1]);
        } catch (IOException | IllegalArgumentException notDer) {
            throw new IllegalStateException("no ECDSA signature in DER", notDer);
        }
    }

    /**
     * SEC 1, compressed: whether y is odd, and x.
     *
     * @throws ProtocolException with {@code KEY_INVALID} if x does not fit
     */
    static Bytes compressed(BigInteger x, BigInteger y) throws ProtocolException {
        if (x.signum() < 0 || x.bitLength() > Byte.SIZE * SCALAR_SIZE) {
            throw new ProtocolException(ErrorCode.KEY_INVALID, "not a point of P-256");
        }
        byte[] encoded = new byte[1 + SCALAR_SIZE];
        encoded[0] = (byte) (y.testBit(0) ? 3 : 2);
        BigIntegers.asUnsignedByteArray(x, encoded, 1, SCALAR_SIZE);
        return Bytes.copyOf(encoded);
    }

    static boolean isPrivateScalar(byte[] bigEndian) {
        BigInteger scalar = new BigInteger(1, bigEndian);
        return scalar.signum() > 0 && scalar.compareTo(ORDER) < 0;
    }
}
