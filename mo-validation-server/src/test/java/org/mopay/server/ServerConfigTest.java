package org.mopay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.store.postgres.PostgresSettings;
import org.mopay.server.validation.WaitingRules;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ServerConfigTest {
    @TempDir
    Path directory;

    @Test
    void hasASensibleDefaultForEveryKey() throws Exception {
        ServerConfig config = ServerConfig.load(List.of(), Map.of(), directory);

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(7443);
        assertThat(config.validatorId()).isEqualTo("mo.local");
        assertThat(config.dataDirectory()).isEqualTo(directory.resolve("mo-data"));
        assertThat(config.assets())
                .containsExactly(Map.entry("KRW", 0), Map.entry("USD", 2), Map.entry("EUR", 2));
        assertThat(config.fee()).isEqualTo(new ServerConfig.Fee(0, 50, 0, 1000));
        assertThat(config.httpLimits().timeouts().handle()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.validationThreads()).isPositive();
        assertThat(config.tlsFiles()).isEmpty();
    }

    @Test
    void prefersFlagsToEnvironmentToFileToDefaults() throws Exception {
        file("mo-server.properties", "port=1\nhost=file\nvalidator-id=file.test\n");
        Map<String, String> environment = Map.of("MO_PORT", "2", "MO_HOST", "environment");

        ServerConfig config = ServerConfig.load(List.of("--port", "3"), environment, directory);

        assertThat(config.port()).isEqualTo(3);
        assertThat(config.host()).isEqualTo("environment");
        assertThat(config.validatorId()).isEqualTo("file.test");
        assertThat(config.queueSize()).isEqualTo(4096);
    }

    @Test
    void readsTheFileThatAFlagNames() throws Exception {
        file("mo-server.properties", "port=1\n");
        file("other.properties", "port=5\n");

        assertThat(load("--config=other.properties").port()).isEqualTo(5);
    }

    @Test
    void usesNativeCryptographyUnlessToldNotTo() throws Exception {
        assertThat(load().nativeCryptography()).isTrue();
        assertThat(load("--cryptography=bouncycastle").nativeCryptography()).isFalse();
        assertInvalid(() -> load("--cryptography=fast")).contains("cryptography", "fast");
    }

    @Test
    void keepsTheLedgerInTheDatabaseThatIsNamed() throws Exception {
        file("password", "secret words\n");
        PostgresSettings database = load(
                        "--store=postgres",
                        "--postgres-url=jdbc:postgresql://db/mo",
                        "--postgres-password-file=password",
                        "--writer=one")
                .postgres()
                .orElseThrow();

        assertThat(database.url()).isEqualTo("jdbc:postgresql://db/mo");
        assertThat(database.writer()).isEqualTo("one");
        assertThat(database.password().orElseThrow().expose()).hasSize(12);
        assertThat(database.toString()).doesNotContain("secret");
        assertThat(load().postgres()).isEmpty();
    }

    @Test
    void wantsAnAddressOfTheDatabaseWithoutAPassword() {
        assertInvalid(() -> load("--store=postgres")).contains("postgres-url", "jdbc:postgresql:");
        assertInvalid(() -> load(
                        "--store=postgres",
                        "--postgres-url=jdbc:postgresql://db/mo?user=mo&password=canary"))
                .contains("postgres-password-file")
                .doesNotContain("canary");
        assertInvalid(() -> load(
                        "--store=postgres",
                        "--postgres-url=jdbc:postgresql://db/mo",
                        "--postgres-password-file=missing"))
                .contains("postgres-password-file", "missing");
    }

    @Test
    void refusesAFileThatAFlagNamesAndIsNotThere() {
        assertInvalid(() -> load("--config", "missing.properties")).contains("missing.properties");
    }

    @Test
    void namesTheNearestKeyToAnUnknownOne() throws Exception {
        assertInvalid(() -> load("--prot", "1")).contains("prot").contains("\"port\"");
        assertInvalid(() -> load("--drain-timout=1s")).contains("\"drain-timeout\"");
        file("mo-server.properties", "datadir=x\n");
        assertInvalid(this::load).contains("mo-server.properties").contains("\"data-dir\"");
    }

    @Test
    void warnsOfAnUnknownVariableAndNamesTheNearest() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(ConfigSources.class);
        log.start();
        logger.addAppender(log);
        try {
            ServerConfig config =
                    ServerConfig.load(List.of(), Map.of("MO_QUEUESIZE", "1"), directory);

            assertThat(config.queueSize()).isEqualTo(4096);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("MO_QUEUESIZE is no setting; did you mean MO_QUEUE_SIZE?");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void namesKeyValueAndOriginOfAnInvalidValue() {
        assertInvalid(() -> load("--port", "70000")).contains("port", "70000", "--port", "65535");
        assertInvalid(() ->
                        ServerConfig.load(List.of(), Map.of("MO_READ_TIMEOUT", "10"), directory))
                .contains("read-timeout", "10", "MO_READ_TIMEOUT");
        assertInvalid(() -> load("--assets", "KRW:0,KRW:2")).contains("assets");
        assertInvalid(() -> load("--validator-id", "Mo Local")).contains("validator-id");
        assertInvalid(() -> load("--log-level", "LOUD")).contains("log-level");
        assertInvalid(() -> load("--fee-minimum", "2000")).contains("fee-minimum", "1000");
    }

    @Test
    void namesWhatIsNoCurrency() throws ProtocolException {
        ServerConfig config = load("--assets", "EUR:2,X-LUNCH:2:gift,X-STAR:0:points");

        assertThat(config.assets())
                .containsExactly(entry("EUR", 2), entry("X-LUNCH", 2), entry("X-STAR", 0));
        assertThat(config.assetNames())
                .containsOnly(entry("X-LUNCH", "gift certificate"), entry("X-STAR", "points"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"STAR:0", "X-STAR:0", "X-STAR:0:money", "EUR:2:points", "ABC:2", "EUR", ""})
    void refusesAnAssetThatIsNone(String asset) {
        assertInvalid(() -> load("--assets=" + asset + ",KRW:0")).contains("assets");
    }

    @Test
    void readsWhichPaymentsWait() throws ProtocolException {
        WaitingRules rules = load("--review-above", "EUR:50000, USD:0", "--step-up-time", "5m")
                .waiting();

        assertThat(rules.reviewAbove()).containsOnly(entry("EUR", 50_000L), entry("USD", 0L));
        assertThat(rules.reviewTime()).isEqualTo(Duration.ofDays(1));
        assertThat(rules.stepUpAbove()).isEmpty();
        assertThat(rules.stepUpTime()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "EUR:-1", "EUR:1.50", "CHF:1", "EUR:1,EUR:2"})
    void refusesAnAmountThatIsNone(String amounts) {
        assertInvalid(() -> load("--step-up-above", amounts)).contains("step-up-above");
    }

    @Test
    void refusesWhatIsNoFlagAndAFlagWithoutAValue() {
        assertInvalid(() -> load("start")).contains("start");
        assertInvalid(() -> load("--port")).contains("--port");
    }

    @Test
    void takesACertificateOnlyWithItsKey() throws Exception {
        assertInvalid(() -> load("--tls-certificate", "a.pem")).contains("tls-key");
        assertInvalid(() -> load("--tls-key", "b.pem")).contains("tls-certificate");

        assertThat(load("--tls-certificate", "a.pem", "--tls-key", "b.pem").tlsFiles())
                .contains(new ServerConfig.TlsFiles(
                        directory.resolve("a.pem"), directory.resolve("b.pem")));
    }

    @Test
    void countsAnEmptyValueAsNotSet() throws Exception {
        ServerConfig config =
                ServerConfig.load(List.of(), Map.of("MO_PORT", "", "MO_TLS_KEY", ""), directory);

        assertThat(config.port()).isEqualTo(7443);
        assertThat(config.tlsFiles()).isEmpty();
    }

    // cites SEC-01
    @Test
    void neverShowsASecret() throws Exception {
        String token = "correct-horse-battery-staple";

        assertThat(load("--operator-token", token).toString()).doesNotContain(token);
        assertInvalid(() -> load("--operator-token", "short")).doesNotContain("\"short\"");
    }

    @Test
    void certifiesThePublicHostButNotAWildcardAddress() throws Exception {
        assertThat(load("--host", "0.0.0.0", "--public-host", "pay.example").certificateHosts())
                .containsExactly("pay.example");
    }

    @Test
    void describesEveryKey() {
        for (ConfigKey key : ConfigKey.values()) {
            assertThat(ServerConfig.describe()).contains(key.flag() + " ").contains(key.meaning());
        }
    }

    private ServerConfig load(String... arguments) throws ProtocolException {
        return ServerConfig.load(List.of(arguments), Map.of(), directory);
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private static AbstractStringAssert<?> assertInvalid(ThrowingCallable load) {
        return assertThatThrownBy(load)
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .message();
    }
}
