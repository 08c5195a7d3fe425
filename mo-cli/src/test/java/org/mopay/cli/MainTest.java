package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.server.ServerCommand;
import org.mopay.core.carrier.Links;
import org.mopay.proto.v1.Activation;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Command lines, as a script sees them: standard output, standard error and exit status. */
class MainTest {
    @TempDir
    Path directory;

    private record Run(int status, String out, String err) {
        JsonObject lastEvent() {
            List<String> lines = out.lines().toList();
            return JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
        }
    }

    private static Run mo(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Run(status, out.toString(), err.toString());
    }

    @Test
    void showsItsHelpOnStandardOutput() {
        Run help = mo("--help");

        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("demo", "server", "phone", "operator", "Exit status");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void showsTheServersSettingsInItsHelp() {
        assertThat(mo("server", "--help").out()).contains("--data-dir", "--drain-timeout");
    }

    /** Only the commands that are called for are read; nobody is to notice. */
    @Test
    void helpsWithEachCommandAsIfAllHadBeenRead() {
        assertThat(assertHelpsAlike(new CommandLine(new Mo()), List.of())).isGreaterThan(30);
    }

    private static int assertHelpsAlike(CommandLine whole, List<String> names) {
        List<String> arguments = new ArrayList<>(names);
        arguments.add("--help");
        String footer = names.equals(List.of("server")) ? ServerCommand.help() : "";
        assertThat(mo(arguments.toArray(String[]::new)).out())
                .isEqualTo(whole.getUsageMessage() + footer);
        int commands = 1;
        for (Map.Entry<String, CommandLine> each : whole.getSubcommands().entrySet()) {
            List<String> deeper = new ArrayList<>(names);
            deeper.add(each.getKey());
            commands += assertHelpsAlike(each.getValue(), deeper);
        }
        return commands;
    }

    @Test
    void callsAMissingCommandAUsageError() {
        Run run = mo("phone");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("MO-9001", "enrol", "fix: `mo phone --help`");
    }

    @Test
    void suggestsWhatWasMeant() {
        assertThat(mo("phone", "balence").err()).contains("did you mean", "balance");
    }

    @Test
    void reportsUsageErrorsInJsonWhenJsonWasAskedFor() {
        Run run = mo("phone", "balance", "--json");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.lastEvent().get("event").getAsString()).isEqualTo("error");
        assertThat(run.lastEvent().get("code").getAsString()).isEqualTo("MO-9001");
        assertThat(run.lastEvent().get("fix").getAsString()).isEqualTo("`mo phone balance --help`");
    }

    @Test
    void saysHowToEnrolADirectoryWithoutAPhone() {
        Run run = mo("phone", "balance", "--dir", directory.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("MO-9002", "mo phone enrol LINK --dir " + directory);
    }

    @Test
    void callsALinkThatIsNoneAUsageError() {
        Run run = mo("phone", "enrol", "https://example.org", "--dir", directory.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("MO-1001", "mo://enrol/", "whole link");
        assertThat(mo("phone", "pay", "mo://pay/%", "--dir", directory.toString())
                        .status())
                .isEqualTo(2);
        assertThat(mo("phone", "pay", "MO:%", "--dir", directory.toString()).status())
                .isEqualTo(2);
    }

    @Test
    void leavesNoDirectoryWhenTheValidatorCantBeReached() throws IOException {
        Path phone = directory.resolve("phone");
        int free;
        try (ServerSocket taken = new ServerSocket(0)) {
            free = taken.getLocalPort();
        }
        String link = Links.enrol(Activation.newBuilder()
                .setValidatorId("mo.local")
                .setHost("127.0.0.1")
                .setPort(free)
                .setRootKey(ByteString.copyFrom(new byte[32]))
                .setTlsPin(ByteString.copyFrom(new byte[32]))
                .setCode("code")
                .build());

        Run run = mo("phone", "enrol", link, "--dir", phone.toString(), "--wait", "0");

        assertThat(run.status()).isEqualTo(4);
        assertThat(phone).doesNotExist();
    }

    /** A list of commands shows the first line of each description and nothing more. */
    @Test
    void beginsEveryDescriptionWithAWholeSentence() {
        assertWholeSentences(new CommandLine(new Mo()));
    }

    private static void assertWholeSentences(CommandLine command) {
        command.getSubcommands().forEach((name, each) -> {
            if (!name.equals("help")) {
                assertThat(each.getCommandSpec().usageMessage().description()[0])
                        .as(each.getCommandSpec().qualifiedName())
                        .endsWith(".");
            }
            assertWholeSentences(each);
        });
    }

    @Test
    void namesAnUnknownSettingOfTheServer() {
        Run run = mo("server", "--prot", "1", "--json");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.lastEvent().get("code").getAsString()).isEqualTo("MO-9008");
        assertThat(run.lastEvent().get("detail").getAsString()).contains("prot", "port");
    }

    @Test
    void saysWhereItLookedForAServer() {
        Run run = mo("operator", "sum", "--data-dir", directory.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("MO-9013", "mo server --data-dir " + directory);
    }
}
