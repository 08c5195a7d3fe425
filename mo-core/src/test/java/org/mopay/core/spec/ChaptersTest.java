package org.mopay.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mopay.core.error.ErrorCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text is held to its own rules, and to what it speaks of. */
class ChaptersTest {
    private static final List<String> PREFIXES =
            List.of("ENC", "IDC", "HS", "PAY", "OTP", "VAL", "ERR", "SEC");
    private static final Pattern OBLIGATION = Pattern.compile("\\bMUST\\b");
    private static final Pattern KEY_WORD = Pattern.compile("\\b(MUST|SHOULD|MAY)\\b");
    private static final Pattern MENTION =
            Pattern.compile("\\b(" + String.join("|", PREFIXES) + ")-\\d{2}[a-z]?\\b");
    private static final Pattern CODE = Pattern.compile("MO-(\\d{4})(?: `([A-Z_]+)`)?");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern MESSAGE = Pattern.compile("(?m)^message (\\w+)");
    private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:Test|IT)\\.\\w+)`");

    @Test
    void everyObligationIsANumberedItem() {
        assertThat(blocks())
                .filteredOn(block -> OBLIGATION.matcher(block.text()).find())
                .filteredOn(block -> !block.text().contains("BCP 14"))
                .filteredOn(block -> block.number().isEmpty())
                .isEmpty();
    }

    @Test
    void everyNumberedItemObliges() {
        assertThat(Requirements.inOrder())
                .isNotEmpty()
                .filteredOn(block -> !KEY_WORD.matcher(block.text()).find())
                .isEmpty();
    }

    @Test
    void numbersAreUniqueInOrderAndOfTheirChapter() {
        List<Path> chapters = SpecificationText.chapters();
        assertThat(chapters).hasSize(PREFIXES.size() + 2);
        assertThat(numbers(chapters.get(0))).isEmpty();
        assertThat(numbers(chapters.get(PREFIXES.size() + 1))).isEmpty();
        for (int i = 0; i < PREFIXES.size(); i++) {
            String prefix = PREFIXES.get(i) + "-";
            List<String> numbers = numbers(chapters.get(i + 1));
            assertThat(numbers)
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .isSorted()
                    .allMatch(number -> number.startsWith(prefix));
            assertThat(numbers.get(0)).isEqualTo(prefix + "01");
        }
    }

    @Test
    void everyRequirementMentionedExists() {
        Set<String> known = Requirements.byNumber().keySet();
        for (Path document : SpecificationText.documents()) {
            assertThat(found(MENTION, document).map(MatchResult::group))
                    .as("%s", document)
                    .allMatch(number -> known.contains(number)
                            // The README shows how a later one is numbered.
                            || number.equals("HS-07a"));
        }
    }

    @Test
    void everyErrorCodeMentionedExistsUnderItsName() {
        for (Path document : SpecificationText.documents()) {
            assertThat(found(CODE, document).collect(Collectors.toList()))
                    .as("%s", document)
                    .allSatisfy(match -> assertThat(
                                    ErrorCode.ofNumber(Integer.parseInt(match.group(1))))
                            .hasValueSatisfying(
                                    code -> assertThat(match.group(2)).isIn(null, code.name())));
        }
    }

    @Test
    void everyMessageIsMentionedInAChapter() {
        String all = SpecificationText.chapters().stream()
                .map(SpecificationText::text)
                .collect(Collectors.joining("\n"));
        List<String> messages = SpecificationText.protos().stream()
                .flatMap(proto -> found(MESSAGE, proto))
                .map(match -> match.group(1))
                .collect(Collectors.toList());
        assertThat(messages)
                .hasSizeGreaterThan(50)
                .filteredOn(message ->
                        !Pattern.compile("\\b" + message + "\\b").matcher(all).find())
                .isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        for (Path document : SpecificationText.documents()) {
            for (MatchResult link : found(LINK, document).collect(Collectors.toList())) {
                Path target = link.group(1).isEmpty()
                        ? document
                        : document.resolveSibling(link.group(1)).normalize();
                assertThat(target).as("%s: %s", document, link.group()).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target))
                            .as("%s: %s", document, link.group())
                            .contains(link.group(2));
                }
            }
        }
    }

    @Test
    void everyTestNamedInTheTextExists() {
        Set<String> tests = TestSources.tests();
        List<String> named = SpecificationText.documents().stream()
                .flatMap(document -> found(TEST_NAME, document))
                .map(match -> match.group(1))
                .collect(Collectors.toList());
        assertThat(named).isNotEmpty().filteredOn(name -> !tests.contains(name)).isEmpty();
    }

    @Test
    void everyFileOfTheSpecificationIsInItsReadme() {
        String readme = SpecificationText.text(SpecificationText.DIRECTORY.resolve("README.md"));
        assertThat(SpecificationText.chapters())
                .allMatch(chapter -> readme.contains("(" + chapter.getFileName() + ")"));
        assertThat(Files.exists(SpecificationText.DIRECTORY.resolve("registries")))
                .isTrue();
    }

    private static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        SpecificationText.chapters().forEach(chapter -> blocks.addAll(Block.of(chapter)));
        return blocks;
    }

    private static List<String> numbers(Path chapter) {
        return Block.of(chapter).stream()
                .flatMap(block -> block.number().stream())
                .collect(Collectors.toList());
    }

    private static Stream<MatchResult> found(Pattern pattern, Path document) {
        return pattern.matcher(SpecificationText.text(document)).results();
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path document) {
        return SpecificationText.lines(document).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
