package org.mopay.server.tls;

import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.file.DurableFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The pair that the server makes for itself and keeps in its data directory. */
final class OwnIdentity {
    static final String CERTIFICATE = "tls-certificate.pem";
    static final String KEY = "tls-key.pem";

    private static final String CURVE = "secp256r1";
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final Path certificateFile;
    private final Path keyFile;
    private final Set<String> hosts;
    private final Instant now;

    OwnIdentity(Path directory, List<String> hosts, Instant now) {
        this.certificateFile = directory.resolve(CERTIFICATE);
        this.keyFile = directory.resolve(KEY);
        this.hosts = new LinkedHashSet<>(LOOPBACK);
        this.hosts.addAll(hosts);
        this.now = now;
    }

    TlsIdentity loadOrCreate() throws ProtocolException, IOException {
        if (Files.exists(certificateFile)) {
            return loaded();
        }
        if (Files.exists(keyFile)) {
            // A first start that was interrupted between the two files.
            return issue(pairOf(PemFiles.readPrivateKey(keyFile)));
        }
        KeyPair pair = generate();
        DurableFile.write(keyFile, PemFiles.write(new JcaPKCS8Generator(pair.getPrivate(), null)));
        return issue(pair);
    }

    private TlsIdentity loaded() throws ProtocolException, IOException {
        if (!Files.exists(keyFile)) {
            throw new ProtocolException(
                    ErrorCode.CONFIG_INVALID,
                    keyFile + " is missing, and phones have pinned it: restore it from a backup");
        }
        List<X509Certificate> chain = PemFiles.readCertificates(certificateFile);
        PrivateKey key = PemFiles.readPrivateKey(keyFile);
        TlsIdentity identity = TlsIdentity.paired(chain, key, certificateFile, keyFile);
        X509Certificate own = chain.get(0);
        boolean lasting = own.getNotAfter().after(Date.from(now.plus(RENEW_BEFORE)));
        if (lasting && SelfSigned.names(own, hosts)) {
            return identity;
        }
        return issue(new KeyPair(own.getPublicKey(), key));
    }

    private TlsIdentity issue(KeyPair pair) throws ProtocolException, IOException {
        X509Certificate certificate = SelfSigned.certificate(pair, hosts, now);
        DurableFile.write(certificateFile, PemFiles.write(certificate));
        return TlsIdentity.paired(
                List.of(certificate), pair.getPrivate(), certificateFile, keyFile);
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private KeyPair pairOf(PrivateKey key) throws ProtocolException {
        if (!(key instanceof ECPrivateKey scalar)) {
            throw new ProtocolException(
                    ErrorCode.CONFIG_INVALID, keyFile + " is not a key that this server made");
        }
        ECPoint point = new FixedPointCombMultiplier()
                .multiply(ECNamedCurveTable.getByName(CURVE).getG(), scalar.getS())
                .normalize();
        java.security.spec.ECPoint coordinates = new java.security.spec.ECPoint(
                point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
        try {
            PublicKey publicKey = KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(coordinates, scalar.getParams()));
            return new KeyPair(publicKey, key);
        } catch (GeneralSecurityException e) {
            throw new ProtocolException(
                    ErrorCode.CONFIG_INVALID, keyFile + " is not a P-256 key", e);
        }
    }
}
