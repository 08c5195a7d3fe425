package org.mopay.server.tls;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** A private key and the certificates that go with it, the key's own first. */
public final class TlsIdentity {
    private final PrivateKey privateKey;
    private final List<X509Certificate> chain;

    private TlsIdentity(PrivateKey privateKey, List<X509Certificate> chain) {
        this.privateKey = privateKey;
        this.chain = List.copyOf(chain);
    }

    /**
     * Reads a pair that the operator supplies, in PEM: a chain with the server's own certificate
     * first, and its unencrypted key.
     *
     * @throws ProtocolException CONFIG_INVALID if a file can't be read, the two do not belong
     *     together, or the certificate is not valid at {@code now}
     */
    public static TlsIdentity load(Path certificate, Path key, Instant now)
            throws ProtocolException {
        List<X509Certificate> chain = PemFiles.readCertificates(certificate);
        TlsIdentity identity = paired(chain, PemFiles.readPrivateKey(key), certificate, key);
        X509Certificate own = chain.get(0);
        try {
            own.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            throw invalid("tls-certificate " + certificate + " expired "
                    + own.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            throw invalid("tls-certificate "
                    + certificate
                    + " is valid only from "
                    + own.getNotBefore().toInstant());
        }
        return identity;
    }

    /**
     * Reads the server's own pair from its data directory, or makes what is missing: the key once,
     * the certificate also when it is about to expire or does not name one of the hosts.
     *
     * @param hosts names and addresses, beside those of the loopback, that clients use
     * @throws ProtocolException CONFIG_INVALID if what is there can't be used; it is not replaced,
     *     for phones have pinned it
     * @throws IOException if the directory can't be written
     */
    public static TlsIdentity loadOrCreate(Path directory, List<String> hosts, Instant now)
            throws ProtocolException, IOException {
        return new OwnIdentity(directory, hosts, now).loadOrCreate();
    }

    /**
     * A key and its certificates.
     *
     * @throws ProtocolException CONFIG_INVALID naming the files if they do not belong together
     */
    static TlsIdentity paired(
            List<X509Certificate> chain, PrivateKey key, Path certificateFile, Path keyFile)
            throws ProtocolException {
        if (!matches(chain.get(0).getPublicKey(), key)) {
            throw invalid(keyFile + " is not the key of " + certificateFile);
        }
        return new TlsIdentity(key, chain);
    }

    public PrivateKey privateKey() {
        return privateKey;
    }

    public List<X509Certificate> chain() {
        return chain;
    }

    /** SHA-256 of the key's SubjectPublicKeyInfo (as in RFC 7469 section 2.4), which phones pin. */
    public Bytes pin() {
        return pinOf(chain.get(0));
    }

    /** The pin that a certificate's key has. */
    public static Bytes pinOf(X509Certificate certificate) {
        try {
            return Bytes.copyOf(MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The names in the certificate, never the key. */
    @Override
    public String toString() {
        return "TlsIdentity(" + chain.get(0).getSubjectX500Principal() + ", " + pin().hex() + ")";
    }

    private static boolean matches(PublicKey publicKey, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
        byte[] probe = {1, 2, 3, 4};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static ProtocolException invalid(String detail) {
        return new ProtocolException(ErrorCode.CONFIG_INVALID, detail);
    }
}
