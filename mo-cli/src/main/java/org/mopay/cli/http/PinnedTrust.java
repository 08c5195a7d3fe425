package org.mopay.cli.http;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Sha256;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the server whose key has the pinned digest (SHA-256 of the certificate's
 * SubjectPublicKeyInfo, RFC 7469 section 2.4), and no other: not the host's name, not an authority.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {
    private final Bytes pin;

    private PinnedTrust(Bytes pin) {
        this.pin = pin;
    }

    /**
     * Trusts one key.
     *
     * @param pin SHA-256 of its SubjectPublicKeyInfo
     */
    public static TrustManager of(Bytes pin) {
        return new PinnedTrust(pin);
    }

    static SSLContext context(Bytes pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {of(pin)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS 1.3", e);
        }
    }

    /** The server has another key than the pinned one. */
    static final class PinMismatch extends CertificateException {
        private static final long serialVersionUID = 1L;

        PinMismatch(Bytes found) {
            super("the server's key has the digest " + found.hex());
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        Bytes found = Bytes.copyOf(Sha256.hash(chain[0].getPublicKey().getEncoded()));
        if (!found.constantTimeEquals(pin)) {
            throw new PinMismatch(found);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("this side is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("this side is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this side is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
