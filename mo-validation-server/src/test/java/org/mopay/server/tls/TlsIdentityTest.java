package org.mopay.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

class TlsIdentityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    @TempDir
    Path other;

    @Test
    void makesAP256CertificateForTheLoopbackAndTheConfiguredHost() throws Exception {
        TlsIdentity identity = own(directory, NOW, "pay.example", "192.0.2.7");

        X509Certificate certificate = identity.chain().get(0);
        assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly(
                        "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "pay.example", "192.0.2.7");
        certificate.checkValidity(Date.from(NOW));
    }

    @Test
    void keepsCertificateAndKeyOverRestarts() throws Exception {
        TlsIdentity first = own(directory, NOW);
        TlsIdentity second = own(directory, NOW.plus(Duration.ofDays(100)));

        assertThat(second.chain()).isEqualTo(first.chain());
        assertThat(second.privateKey()).isEqualTo(first.privateKey());
        assertThat(names()).containsExactly("tls-certificate.pem", "tls-key.pem");
    }

    @Test
    void letsOnlyTheOwnerReadTheKey() throws Exception {
        own(directory, NOW);

        assertThat(Files.getPosixFilePermissions(directory.resolve("tls-key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    // cites IDC-29
    @Test
    void pinsTheDigestOfTheSubjectPublicKeyInfo() throws Exception {
        TlsIdentity identity = own(directory, NOW);

        byte[] spki = identity.chain().get(0).getPublicKey().getEncoded();
        assertThat(identity.pin())
                .isEqualTo(Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(spki)));
    }

    @Test
    void renewsTheCertificateUnderTheSamePin() throws Exception {
        TlsIdentity first = own(directory, NOW);
        TlsIdentity renamed = own(directory, NOW, "pay.example");
        TlsIdentity renewed = own(directory, NOW.plus(Duration.ofDays(3640)), "pay.example");

        assertThat(renamed.chain()).isNotEqualTo(first.chain());
        assertThat(renewed.chain()).isNotEqualTo(renamed.chain());
        assertThat(renewed.pin()).isEqualTo(first.pin()).isEqualTo(renamed.pin());
    }

    @Test
    void finishesAFirstStartThatWasInterrupted() throws Exception {
        TlsIdentity first = own(directory, NOW);
        Files.delete(directory.resolve("tls-certificate.pem"));

        assertThat(own(directory, NOW).pin()).isEqualTo(first.pin());
    }

    @Test
    void doesNotReplaceAKeyThatIsGone() throws Exception {
        own(directory, NOW);
        Files.delete(directory.resolve("tls-key.pem"));

        assertInvalid(() -> own(directory, NOW), "tls-key.pem");
        assertThat(names()).containsExactly("tls-certificate.pem");
    }

    @Test
    void loadsASuppliedPair() throws Exception {
        TlsIdentity made = own(directory, NOW);

        TlsIdentity loaded = load(directory, directory, NOW);

        assertThat(loaded.pin()).isEqualTo(made.pin());
        assertThat(loaded.toString()).contains(made.pin().hex());
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        own(directory, NOW);
        own(other, NOW);

        assertInvalid(() -> load(directory, other, NOW), "is not the key of");
    }

    @Test
    void refusesACertificateOutsideItsTime() throws Exception {
        own(directory, NOW);

        assertInvalid(() -> load(directory, directory, NOW.plus(Duration.ofDays(3651))), "expired");
        assertInvalid(
                () -> load(directory, directory, NOW.minus(Duration.ofDays(2))), "valid only from");
    }

    @Test
    void refusesWhatIsNoCertificateOrKey() throws Exception {
        own(directory, NOW);
        Path certificate = directory.resolve("tls-certificate.pem");
        Path key = directory.resolve("tls-key.pem");
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path garbage = Files.writeString(directory.resolve("garbage.pem"), GARBAGE);

        assertInvalid(() -> TlsIdentity.load(empty, key, NOW), "empty.pem");
        assertInvalid(() -> TlsIdentity.load(garbage, key, NOW), "garbage.pem");
        assertInvalid(() -> TlsIdentity.load(other.resolve("no.pem"), key, NOW), "no.pem");
        assertInvalid(() -> TlsIdentity.load(certificate, empty, NOW), "empty.pem");
        assertInvalid(() -> TlsIdentity.load(certificate, garbage, NOW), "garbage.pem");
        assertInvalid(() -> TlsIdentity.load(certificate, other.resolve("no"), NOW), "no");
        assertInvalid(() -> TlsIdentity.load(certificate, certificate, NOW), "private key");
    }

    private static final String GARBAGE =
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

    private static TlsIdentity own(Path directory, Instant now, String... hosts) throws Exception {
        return TlsIdentity.loadOrCreate(directory, List.of(hosts), now);
    }

    private static TlsIdentity load(Path certificate, Path key, Instant now)
            throws ProtocolException {
        return TlsIdentity.load(
                certificate.resolve("tls-certificate.pem"), key.resolve("tls-key.pem"), now);
    }

    private List<String> names() throws Exception {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static void assertInvalid(ThrowingCallable load, String named) {
        assertThatThrownBy(load)
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining(named);
    }
}
