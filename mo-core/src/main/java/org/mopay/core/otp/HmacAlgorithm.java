package org.mopay.core.otp;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.MacAlgorithm;

/** The hash functions that TOTP and OCRA may use under HMAC. */
public enum HmacAlgorithm {
    SHA1("HmacSHA1", 20),
    SHA256("HmacSHA256", 32),
    SHA512("HmacSHA512", 64);

    private final String jcaName;
    private final int size;
    private final MacAlgorithm algorithm;

    HmacAlgorithm(String jcaName, int size) {
        this.jcaName = jcaName;
        this.size = size;
        this.algorithm = MacAlgorithm.of(jcaName);
    }

    String jcaName() {
        return jcaName;
    }

    /** Bytes of a digest and of an HMAC. */
    int size() {
        return size;
    }

    byte[] hmac(SecretBytes key, byte[] message) {
        return key.use(secret -> algorithm.keyed(secret).doFinal(message));
    }
}
