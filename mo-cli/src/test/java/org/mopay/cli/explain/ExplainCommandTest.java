package org.mopay.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.cli.CommandRun;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;

import java.util.Arrays;

class ExplainCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"MO-6001", "mo-6001", "6001", "INSUFFICIENT_FUNDS"})
    void explainsACodeHoweverItIsWritten(String written) {
        CommandRun run = CommandRun.of("explain", written);
        ErrorText text = ErrorText.of(ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(run.exitStatus()).isZero();
        assertThat(run.out())
                .startsWith("MO-6001 INSUFFICIENT_FUNDS")
                .contains(text.sentence(), text.fix(), "at fault      payer")
                .contains("exit status   3", "only a category", "chapter 7, validation");
    }

    @Test
    void saysEverythingInJson() {
        CommandRun run = CommandRun.of("explain", "MO-3005", "--json");
        assertThat(run.lines()).hasSize(1);
        JsonObject event = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(event.get("event").getAsString()).isEqualTo("error-code");
        assertThat(event.get("code").getAsString()).isEqualTo("MO-3005");
        assertThat(event.get("kind").getAsString()).isEqualTo("temporary");
        assertThat(event.get("fault").getAsString()).isEqualTo("sender");
        assertThat(event.get("payee_may_see").getAsBoolean()).isTrue();
        assertThat(event.get("http_status").getAsInt()).isEqualTo(422);
        assertThat(event.get("specification").getAsString()).isEqualTo("chapter 5, the payment");
    }

    @Test
    void listsEveryCodeOnce() {
        CommandRun run = CommandRun.of("explain", "--list");
        assertThat(run.lines())
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void namesTheNearestCodesOfOneThatIsUnknown() {
        CommandRun run = CommandRun.of("explain", "MO-6009");
        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("MO-6009 is not in the registry", "MO-6006, MO-6005, MO-6004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "MO-", "MO-99999999999"})
    void refusesWhatIsNoCode(String written) {
        CommandRun run = CommandRun.of("explain", written);
        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.err()).contains("is no code such as", "fix: `mo explain --list`");
    }

    @Test
    void wantsACodeOrTheListAndNotBoth() {
        assertThat(CommandRun.of("explain").exitStatus()).isEqualTo(2);
        assertThat(CommandRun.of("explain", "MO-6001", "--list").exitStatus()).isEqualTo(2);
    }
}
