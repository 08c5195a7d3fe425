package org.mopay.server.tls;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates and keys in PEM (RFC 7468). */
final class PemFiles {
    private PemFiles() {}

    /** The certificates of a file, in its order; at least one. */
    static List<X509Certificate> readCertificates(Path file) throws ProtocolException {
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .collect(Collectors.toList());
            if (chain.isEmpty()) {
                throw unreadable(file, "holds no certificate", null);
            }
            return chain;
        } catch (CertificateException | IOException e) {
            throw unreadable(file, "can't be read as certificates", e);
        }
    }

    /** The private key of a file: PKCS #8, or the older EC and RSA forms; not encrypted. */
    static PrivateKey readPrivateKey(Path file) throws ProtocolException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                if (part instanceof PrivateKeyInfo key) {
                    return converter.getPrivateKey(key);
                }
                if (part instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
        } catch (IOException | RuntimeException e) {
            // The parser throws unchecked on some malformed keys. Its message may quote the file.
            throw unreadable(file, "can't be read as a private key", null);
        }
        throw unreadable(file, "holds no unencrypted private key", null);
    }

    static byte[] write(Object certificateOrKey) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificateOrKey);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static ProtocolException unreadable(Path file, String why, @Nullable Throwable cause) {
        String detail = file + " " + why;
        return cause == null
                ? new ProtocolException(ErrorCode.CONFIG_INVALID, detail)
                : new ProtocolException(ErrorCode.CONFIG_INVALID, detail, cause);
    }
}
