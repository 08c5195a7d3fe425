package org.mopay.core.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An app that is a module of its own, against the packaged core. */
class ModulePathIT {
    private static final String DESCRIPTOR =
            "module org.mopay.examples { requires org.mopay.core; }";

    @TempDir
    Path directory;

    @Test
    void anAppThatRequiresTheCoreAlonePays() throws Exception {
        assertThat(compile(ExampleApp.sources())).isEmpty();

        List<Path> modules = new ArrayList<>(ExampleApp.core());
        modules.add(classes());
        assertThat(ExampleApp.run(
                        "--module-path",
                        ExampleApp.path(modules),
                        "--module",
                        "org.mopay.examples/" + ExampleApp.MAIN))
                .isEqualTo("payer SETTLED, payee SETTLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel.Frame", "message.MessageType", "payment.SealedBox"})
    void anAppSeesNothingOfTheInside(String internal) throws IOException {
        Path prying = directory.resolve("Prying.java");
        Files.writeString(
                prying,
                "package org.mopay.examples; class Prying { org.mopay.core." + internal + " x; }");

        assertThat(compile(List.of(prying)))
                .contains("does not export it to module org.mopay.examples")
                .contains("1 error");
    }

    private Path classes() {
        return directory.resolve("classes");
    }

    private String compile(List<Path> sources) throws IOException {
        Path descriptor = directory.resolve("module-info.java");
        Files.writeString(descriptor, DESCRIPTOR);
        List<Path> all = new ArrayList<>(sources);
        all.add(descriptor);
        return ExampleApp.compile(
                classes(),
                all,
                "--class-path",
                "",
                "--module-path",
                ExampleApp.path(ExampleApp.core()));
    }
}
