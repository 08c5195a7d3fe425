package org.mopay.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model of the settlement, explored to its end by TLC, and once more for each rule that can be
 * left out of it: then TLC has to find what the rule is for. TLC keeps its state in static fields,
 * so each run is a process of its own.
 */
class ModelsTest {
    private static final Path MODELS = SpecificationText.DIRECTORY.resolve("models");
    private static final Path RUNS = Path.of("target", "tlc");
    private static final String ALL = "\"plain\", \"shared\", \"again\", \"other\", \"cloned\"";

    // cites VAL-03, VAL-05, VAL-06, VAL-13, VAL-14, PAY-12, PAY-43, PAY-47
    @Test
    void noSettlementOfTheModelGoesWrongWhereverTheValidatorIsKilled() throws Exception {
        String configuration = SpecificationText.text(MODELS.resolve("Settlement.cfg"));
        assertThat(configuration).contains("Broken = \"none\"", "Present = {" + ALL + "}");

        assertThat(explored("kept", configuration))
                .contains("Model checking completed. No error has been found.")
                .contains(" 0 states left on queue.");
    }

    @Test
    void everyAuthorizationIsDecidedAndLearnedWhenKillsStop() throws Exception {
        assertThat(explored(
                        "resolved",
                        configuration("none", "\"plain\", \"shared\"", "PROPERTY Resolved")))
                .contains("Model checking completed. No error has been found.")
                .contains("Finished checking temporal properties");
    }

    @ParameterizedTest
    @CsvSource({
        "durable, ToldIsKept",
        "cancel, OneVerdict",
        "spent, OnePaymentAnAlias",
        "spent, Blamed",
        "resume, NeverTwice",
        "busy, NeverRefusedForTrouble",
    })
    void theModelGoesWrongWithoutTheRule(String rule, String invariant) throws Exception {
        assertThat(explored(
                        rule + "-" + invariant, configuration(rule, ALL, "INVARIANT " + invariant)))
                .contains("Error: Invariant " + invariant + " is violated.");
    }

    private static String configuration(String broken, String present, String claim) {
        return "SPECIFICATION Spec\nCONSTANTS\n  Broken = \"" + broken + "\"\n  Present = {"
                + present + "}\nCHECK_DEADLOCK FALSE\n" + claim + "\n";
    }

    /** What TLC says of the model under this configuration. */
    private static String explored(String name, String configuration)
            throws IOException, InterruptedException, URISyntaxException {
        Path run = Files.createDirectories(RUNS.resolve(name)).toAbsolutePath();
        Files.writeString(run.resolve("Settlement.cfg"), configuration, StandardCharsets.UTF_8);
        Files.writeString(
                run.resolve("Settlement.tla"),
                SpecificationText.text(MODELS.resolve("Settlement.tla")),
                StandardCharsets.UTF_8);
        Path output = run.resolve("output.txt");
        Process tlc = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        tools().toString(),
                        "tlc2.TLC",
                        "-workers",
                        "2",
                        "-metadir",
                        run.resolve("states").toString(),
                        "Settlement.tla")
                .directory(run.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        tlc.waitFor();
        return SpecificationText.text(output);
    }

    private static Path tools() throws URISyntaxException {
        return Path.of(tlc2.TLC
                .class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
