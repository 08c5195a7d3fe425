package org.mopay.core.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A MAC of the platform's first provider, looked up once: the search costs as much as an HMAC. For
 * any thread.
 */
public final class MacAlgorithm {
    private final String name;
    private final Mac prototype;

    private MacAlgorithm(String name, Mac prototype) {
        this.name = name;
        this.prototype = prototype;
    }

    /**
     * An HMAC.
     *
     * @param name as the JCA calls it, one that every platform has
     */
    public static MacAlgorithm of(String name) {
        try {
            Provider provider = Mac.getInstance(name).getProvider();
            return new MacAlgorithm(name, Mac.getInstance(name, provider));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every platform has " + name, missing);
        }
    }

    /**
     * A MAC of its own, under that key.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    public Mac keyed(byte[] key) {
        try {
            Mac mac = fresh();
            init(mac, key);
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every platform has " + name, missing);
        }
    }

    /** The same MAC under another key. */
    void init(Mac mac, byte[] key) {
        try {
            mac.init(new SecretKeySpec(key, name));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("HMAC takes every key", impossible);
        }
    }

    /** The prototype never has a key. Some of Android's providers can't copy it. */
    private Mac fresh() throws NoSuchAlgorithmException {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            return Mac.getInstance(name, prototype.getProvider());
        }
    }
}
