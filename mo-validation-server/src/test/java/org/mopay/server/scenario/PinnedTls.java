package org.mopay.server.scenario;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Sha256;

import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts one public key and no authority, as a phone does. */
final class PinnedTls extends X509ExtendedTrustManager {
    private final Bytes pin;

    private PinnedTls(Bytes pin) {
        this.pin = pin;
    }

    static SSLContext context(Bytes pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new PinnedTls(pin)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has TLS 1.3", e);
        }
    }

    static HttpClient client(Bytes pin) {
        return HttpClient.newBuilder().sslContext(context(pin)).build();
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        Bytes shown = Bytes.copyOf(Sha256.hash(chain[0].getPublicKey().getEncoded()));
        if (!shown.equals(pin)) {
            throw new CertificateException("another key");
        }
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
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        throw new AssertionError("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        throw new AssertionError("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        throw new AssertionError("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
