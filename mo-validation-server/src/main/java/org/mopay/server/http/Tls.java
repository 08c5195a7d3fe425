package org.mopay.server.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

import org.mopay.server.tls.TlsIdentity;

import javax.net.ssl.SSLException;

/** TLS 1.3 and nothing older, by BoringSSL where its library is there, else by the JDK. */
final class Tls {
    private Tls() {}

    static SslProvider provider() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    }

    static SslContext context(TlsIdentity identity, SslProvider provider) {
        try {
            return SslContextBuilder.forServer(identity.privateKey(), identity.chain())
                    .sslProvider(provider)
                    // In memory only: the default type derives a key from a password at every
                    // start.
                    .keyStoreType("JKS")
                    // No client is asked for a certificate: the JDK's many roots need not be read.
                    .trustManager(identity.chain())
                    .protocols("TLSv1.3")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(provider + " does not take the certificate", e);
        }
    }
}
