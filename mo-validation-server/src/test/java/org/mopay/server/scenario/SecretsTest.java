package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.bytes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.StoredPhone;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What nobody may read in a log, a problem or the metrics: keys, secrets, codes, passwords. */
class SecretsTest {
    @TempDir
    Path directory;

    private final Logger root = (Logger) LoggerFactory.getLogger("org.mopay");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> shown = new ArrayList<>();
    private RunningValidator validator;
    private Level before;

    @BeforeEach
    void listen() throws Exception {
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
        validator = RunningValidator.start(directory, new TestClock());
    }

    @AfterEach
    void stop() {
        validator.close();
        root.detachAppender(log);
        root.setLevel(before);
    }

    // cites SEC-01
    @Test
    void showsNoSecretInLogsProblemsAndMetrics() throws Exception {
        Activation activation = validator.activate("alice", "");
        TestPhone alice = TestPhone.enrol(validator, "alice");
        TestPhone bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", 100_00);
        for (Faults.Fault fault : Faults.inOrder()) {
            alice.refill(validator);
            bob.refill(validator);
            Forgery forgery = Forgery.of(Conversation.agree(alice, bob, 1), validator);
            fault.inject().accept(forgery, alice.now());
            shown.add(validator.submit(forgery.encoded()).text());
        }
        Conversation agreed = Conversation.agree(alice, bob, 1);
        validator.submit(agreed.submission()).outcome();
        shown.add(validator
                .submit(Forgery.of(agreed, validator).otp("13572468").encoded())
                .text());
        shown.add(
                validator.post("/v1/enrolments", Bytes.ofUtf8("{\"suite\":1}")).text());
        shown.add(validator.get("/metrics").text());
        List<String> canaries = canaries(alice, activation);
        canaries.add("13572468");
        validator.close();

        log.list.forEach(event -> shown.add(event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy()))));
        String everything = String.join("\n", shown);
        assertThat(everything).contains("serving " + RunningValidator.ID).contains("MO-2005");
        assertThat(canaries).allSatisfy(canary -> assertThat(everything).doesNotContain(canary));
    }

    private List<String> canaries(TestPhone alice, Activation activation) throws Exception {
        List<String> canaries =
                new ArrayList<>(List.of(activation.getCode(), validator.operatorToken()));
        StoredPhone stored = alice.stored();
        add(canaries, bytes(stored.getSealSecret()));
        add(canaries, bytes(stored.getOtpSecret().getValue()));
        add(canaries, bytes(stored.getIdentityScalar()));
        stored.getAliasesList().forEach(alias -> {
            add(canaries, bytes(alias.getSigningSeed()));
            add(canaries, bytes(alias.getNoisePrivate()));
        });
        try (Stream<String> lines = Files.lines(validator.data().resolve("validator.keys"))) {
            lines.map(line -> line.split(" = ", 2)[0])
                    .filter(name -> !name.startsWith("generation-"))
                    .map(validator::key)
                    .map(SecretBytes::expose)
                    .forEach(secret -> add(canaries, Bytes.copyOf(secret)));
        }
        return canaries;
    }

    /** In every form in which it could be printed. */
    private static void add(List<String> canaries, Bytes secret) {
        canaries.add(secret.hex());
        canaries.add(secret.base64Url());
        canaries.add(Base64.getEncoder().withoutPadding().encodeToString(secret.toArray()));
        canaries.add(new String(secret.toArray(), StandardCharsets.ISO_8859_1));
    }
}
