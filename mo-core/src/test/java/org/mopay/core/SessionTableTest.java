package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The specification's tables of the two sessions are what the sessions do. */
class SessionTableTest {
    private static final Path TABLES =
            Path.of(System.getProperty("mo.root", ".."), "protocol-spec", "sessions.md");

    // cites HS-46
    @Test
    void theSpecificationSaysWhatEveryStateDoesWithEveryInput() throws Exception {
        String text = Files.readString(TABLES, StandardCharsets.UTF_8);

        assertThat(text.substring(text.indexOf("## The payer"))).isEqualTo(SessionTable.markdown());
    }

    /** Once something could be settled, no input makes a session say that nothing was authorized. */
    // cites HS-38, PAY-42
    @Test
    void whatWasAuthorizedIsNeverCalledUnauthorized() throws Exception {
        List<String> after =
                List.of("StoringAuthorization", "AwaitingOutcome", "StoringAcceptance");

        assertThat(SessionTable.payer())
                .filteredOn(cell -> after.contains(cell.state()))
                .isNotEmpty()
                .noneMatch(cell -> cell.effect().contains("NOT_AUTHORIZED"));
        assertThat(SessionTable.payee())
                .filteredOn(cell -> after.contains(cell.state()))
                .isNotEmpty()
                .noneMatch(cell -> cell.effect().contains("NOT_AUTHORIZED"));
    }

    /** Nothing that could be settled leaves a phone before its write is done. */
    // cites PAY-39, HS-35
    @Test
    void nothingIsSentInTheStepThatAuthorizesOrAccepts() throws Exception {
        assertThat(SessionTable.payer())
                .filteredOn(cell -> cell.next().equals("StoringAuthorization"))
                .isNotEmpty()
                .allMatch(cell -> cell.effect().equals("Persist"));
        assertThat(SessionTable.payee())
                .filteredOn(cell -> cell.next().equals("StoringAcceptance"))
                .isNotEmpty()
                .allMatch(cell -> cell.effect().equals("Persist"));
    }
}
