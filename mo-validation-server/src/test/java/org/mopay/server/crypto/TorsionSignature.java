package org.mopay.server.crypto;

import org.mopay.core.bytes.Bytes;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ed25519 signatures whose R has a component of small order, made with the key's own secret: good for
 * the equation with the cofactor, no good for the one without. Textbook arithmetic, affine.
 */
record TorsionSignature(Bytes publicKey, Bytes message, Bytes signature) {
    private static final BigInteger P =
            BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger ORDER = BigInteger.ONE
            .shiftLeft(252)
            .add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
    private static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);
    private static final Point BASE =
            point(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)), false);
    /** Of order 8; its y is that of RFC 7748's and CCTV's lists. */
    private static final Point TORSION = point(
            littleEndian(Bytes.ofHex(
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")),
            false);

    private record Point(BigInteger x, BigInteger y) {
        Point plus(Point other) {
            BigInteger xx = x.multiply(other.x);
            BigInteger yy = y.multiply(other.y);
            BigInteger dxxyy = D.multiply(xx).multiply(yy);
            BigInteger cross = x.multiply(other.y).add(y.multiply(other.x));
            return new Point(
                    cross.multiply(BigInteger.ONE.add(dxxyy).modInverse(P)).mod(P),
                    yy.add(xx)
                            .multiply(BigInteger.ONE.subtract(dxxyy).modInverse(P))
                            .mod(P));
        }

        Point times(BigInteger scalar) {
            Point product = NEUTRAL;
            for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
                product = product.plus(product);
                product = scalar.testBit(bit) ? product.plus(this) : product;
            }
            return product;
        }

        Bytes encoded() {
            BigInteger value = x.testBit(0) ? y.setBit(255) : y;
            return TorsionSignature.littleEndian(value);
        }
    }

    /**
     * A signature with R = rB + multiple * T, T of order 8.
     *
     * @param seed the private key
     * @param nonce 64 bytes that decide r
     */
    static TorsionSignature of(Bytes seed, Bytes nonce, Bytes message, int multiple) {
        Bytes secret = sha512(seed).slice(0, 32);
        BigInteger a = littleEndian(secret)
                .clearBit(0)
                .clearBit(1)
                .clearBit(2)
                .clearBit(255)
                .setBit(254);
        BigInteger r = littleEndian(nonce).mod(ORDER);
        Bytes publicKey = BASE.times(a).encoded();
        Bytes encodedR =
                BASE.times(r).plus(TORSION.times(BigInteger.valueOf(multiple))).encoded();
        BigInteger k = littleEndian(sha512(encodedR, publicKey, message)).mod(ORDER);
        Bytes s = littleEndian(r.add(k.multiply(a)).mod(ORDER));
        return new TorsionSignature(publicKey, message, Bytes.concat(encodedR, s));
    }

    private static Point point(BigInteger y, boolean odd) {
        BigInteger yy = y.multiply(y);
        BigInteger xx = yy.subtract(BigInteger.ONE)
                .multiply(D.multiply(yy).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xx)) {
            x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
        }
        return new Point(x.testBit(0) == odd ? x : P.subtract(x), y.mod(P));
    }

    private static BigInteger littleEndian(Bytes value) {
        return new BigInteger(1, reversed(value.toArray()));
    }

    private static Bytes littleEndian(BigInteger value) {
        byte[] bigEndian = value.toByteArray();
        byte[] padded = new byte[32];
        for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
            padded[31 - i] = bigEndian[bigEndian.length - 1 - i];
        }
        return Bytes.copyOf(reversed(padded));
    }

    private static byte[] reversed(byte[] value) {
        byte[] reversed = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            reversed[i] = value[value.length - 1 - i];
        }
        return reversed;
    }

    private static Bytes sha512(Bytes... parts) {
        try {
            return Bytes.copyOf(MessageDigest.getInstance("SHA-512")
                    .digest(Bytes.concat(parts).toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
