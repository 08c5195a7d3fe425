package org.mopay.core.otp;

import org.mopay.core.bytes.SecretBytes;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hash functions that TOTP and OCRA may use under HMAC. */
public enum HmacAlgorithm {
    SHA1("HmacSHA1", 20),
    SHA256("HmacSHA256", 32),
    SHA512("HmacSHA512", 64);

    private final String jcaName;
    private final int size;

    HmacAlgorithm(String jcaName, int size) {
        this.jcaName = jcaName;
        this.size = size;
    }

    String jcaName() {
        return jcaName;
    }

    /** Bytes of a digest and of an HMAC. */
    int size() {
        return size;
    }

    byte[] hmac(SecretBytes key, byte[] message) {
        return key.use(secret -> {
            try {
                Mac mac = Mac.getInstance(jcaName);
                mac.init(new SecretKeySpec(secret, jcaName));
                return mac.doFinal(message);
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("every platform has " + jcaName, missing);
            }
        });
    }
}
