package org.mopay.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.Amount;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class ConsoleTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Console console(boolean json) {
        return new Console(new PrintWriter(out, true), new PrintWriter(err, true), json);
    }

    @AfterEach
    void forgetTheTerminal() {
        System.clearProperty(Streams.TERMINALS);
    }

    @Test
    void printsTextOrJsonAndNeverBoth() {
        Event event = Event.named("balance").with("amount", new Amount(1250, "USD", 2));

        console(false).print(event, "12.50 USD");
        assertThat(out).hasToString("12.50 USD" + System.lineSeparator());

        out.getBuffer().setLength(0);
        console(true).print(event, "12.50 USD");
        assertThat(out.toString().strip())
                .isEqualTo("{\"event\":\"balance\",\"amount\":"
                        + "{\"value\":\"12.50\",\"asset\":\"USD\",\"minor_units\":1250}}");
    }

    @Test
    void keepsAnEventOnOneLineWhateverItHolds() {
        String json =
                Event.named("x").with("memo", "two\nlines \"quoted\" \u2028 漢").toJson();

        assertThat(json.lines()).hasSize(1);
        assertThat(json).contains("two\\nlines \\\"quoted\\\"", "漢");
    }

    @Test
    void talksOnlyToATerminalAndNeverBesideJson() {
        console(false).talk("nobody reads this");
        System.setProperty(Streams.TERMINALS, "02");
        console(true).talk("nor this");
        assertThat(err.toString()).isEmpty();

        console(false).talk("but this");
        assertThat(err.toString()).contains("but this");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void asksNobodyWhenNoTerminalIsThere() throws Exception {
        assertThat(console(false).ask("Pay? ")).isEmpty();
        assertThat(console(false).askSecret("PIN: ")).isEmpty();
    }

    @Test
    void reportsAFailureWithCodeDetailAndFix() {
        Failure failure = Failure.of(ErrorCode.INSUFFICIENT_FUNDS, "nothing was taken");

        ExitCode exit = console(false).fail(failure);

        assertThat(exit).isEqualTo(ExitCode.REFUSED);
        assertThat(out.toString()).isEmpty();
        List<String> lines = err.toString().lines().toList();
        assertThat(lines)
                .containsExactly(
                        "mo: The balance does not cover amount and fee. [MO-6001]",
                        "    nothing was taken",
                        "fix: Top up, then pay again.");
    }

    @Test
    void reportsAFailureAsAnEventWithJson() {
        ExitCode exit = console(true)
                .fail(new ProtocolException(ErrorCode.HANDSHAKE_FAILED, "a bit was flipped"));

        assertThat(exit).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .startsWith("{\"event\":\"error\",\"code\":\"MO-4001\",\"message\":")
                .contains("\"detail\":\"a bit was flipped\"", "\"fix\":");
    }

    @Test
    void callsAnythingUnforeseenAFaultOfItsOwn() {
        ExitCode exit = console(false).fail(new IllegalStateException("a bug"));

        assertThat(exit).isEqualTo(ExitCode.INTERNAL);
        assertThat(err.toString()).contains("MO-9014", "a bug");
    }
}
