package org.mopay.core.crypto;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

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

    static boolean isPrivateScalar(byte[] bigEndian) {
        BigInteger scalar = new BigInteger(1, bigEndian);
        return scalar.signum() > 0 && scalar.compareTo(ORDER) < 0;
    }
}
