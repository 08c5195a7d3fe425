package org.mopay.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Chapter 10 leaves no attack open without saying so. That its tests exist, ChaptersTest checks. */
class AttacksTest {
    private static final Pattern NAMED = Pattern.compile("`\\w+(?:Test|IT)\\.\\w+`");
    private static final Pattern OPEN = Pattern.compile("(nothing stops this|later): .+");

    private record Attack(String name, String answer, String tests) {}

    private static List<Attack> attacks() {
        return SpecificationText.lines(SpecificationText.DIRECTORY.resolve("10-attacks.md"))
                .stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| attack |"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new Attack(cells[1], cells[2], cells[3]))
                .collect(Collectors.toList());
    }

    @Test
    void everyAttackIsShownToBeStoppedOrSaidNotToBe() {
        assertThat(attacks())
                .hasSizeGreaterThan(60)
                .filteredOn(attack -> OPEN.matcher(attack.answer()).matches()
                        ? !attack.tests().equals("—")
                        : !shown(attack))
                .isEmpty();
    }

    @Test
    void noAttackIsListedTwice() {
        assertThat(attacks()).extracting(Attack::name).doesNotHaveDuplicates();
    }

    private static boolean shown(Attack attack) {
        return !attack.answer().isEmpty()
                && List.of(attack.tests().split(", ")).stream()
                        .allMatch(test -> NAMED.matcher(test).matches());
    }
}
