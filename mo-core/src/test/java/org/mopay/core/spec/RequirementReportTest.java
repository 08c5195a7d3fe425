package org.mopay.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which test shows which requirement: checked, and written to protocol-spec/target. */
class RequirementReportTest {
    private static final Path REPORT =
            SpecificationText.DIRECTORY.resolve("target").resolve("requirements.md");
    private static final int EXCERPT = 100;

    @Test
    void everyCitedRequirementExistsAndEveryCitingMethodIsATest() {
        Set<String> known = Requirements.byNumber().keySet();
        Set<String> tests = TestSources.tests();
        assertThat(TestSources.citations())
                .isNotEmpty()
                .filteredOn(citation ->
                        !known.contains(citation.number()) || !tests.contains(citation.test()))
                .isEmpty();
    }

    @Test
    void theReportListsEveryRequirementWithItsTests() throws IOException {
        Map<String, Set<String>> citations = citations();
        String report = report(Requirements.byNumber(), citations);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report, StandardCharsets.UTF_8);

        assertThat(report.lines().filter(line -> line.matches("\\| [A-Z]+-\\d.*")))
                .hasSize(Requirements.inOrder().size());
        assertThat(citations)
                .allSatisfy((number, tests) ->
                        assertThat(report).contains("| " + number + " |").contains(tests));
    }

    private static Map<String, Set<String>> citations() {
        Map<String, Set<String>> citations = new TreeMap<>();
        for (TestSources.Citation citation : TestSources.citations()) {
            citations
                    .computeIfAbsent(citation.number(), number -> new TreeSet<>())
                    .add(citation.test());
        }
        return citations;
    }

    private static String report(
            Map<String, Block> requirements, Map<String, Set<String>> citations) {
        StringBuilder report = new StringBuilder("# Requirements and the tests that cite them\n\n");
        report.append(requirements.size())
                .append(" requirements: ")
                .append(citations.size())
                .append(" cited, ")
                .append(requirements.size() - citations.size())
                .append(
                        " not cited by any test.\n\n| number | requirement | tests |\n|---|---|---|\n");
        requirements.forEach((number, block) -> report.append("| ")
                .append(number)
                .append(" | ")
                .append(excerpt(block.text().substring(number.length() + "- [] ".length())))
                .append(" | ")
                .append(String.join("<br>", citations.getOrDefault(number, Set.of())))
                .append(" |\n"));
        List<String> open = requirements.keySet().stream()
                .filter(number -> !citations.containsKey(number))
                .toList();
        return report.append("\nNot cited: ")
                .append(String.join(", ", open))
                .append(".\n")
                .toString();
    }

    private static String excerpt(String text) {
        String cell = text.replace("|", "\\|");
        return cell.length() <= EXCERPT ? cell : cell.substring(0, EXCERPT) + "…";
    }
}
