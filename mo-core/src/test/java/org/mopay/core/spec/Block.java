package org.mopay.core.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A paragraph, a list item or a table row of a chapter, with its lines joined. Code blocks are left
 * out.
 *
 * @param chapter the file
 * @param line where it begins, from 1
 */
record Block(Path chapter, int line, String text) {
    private static final Pattern NUMBER = Pattern.compile("- \\[([A-Z]{2,3}-\\d{2}[a-z]?)] ");

    /** The blocks of a chapter in order. */
    static List<Block> of(Path chapter) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int begin = 0;
        boolean code = false;
        int number = 0;
        List<String> lines = SpecificationText.lines(chapter);
        for (String line : lines) {
            number++;
            boolean fence = line.startsWith("```");
            boolean starts = fence || line.isEmpty() || line.matches("([-|#]|\\d+\\.).*");
            if (starts && open.length() > 0) {
                blocks.add(new Block(chapter, begin, open.toString()));
                open.setLength(0);
            }
            code ^= fence;
            if (code || fence || line.isEmpty()) {
                continue;
            }
            if (open.length() == 0) {
                begin = number;
            }
            open.append(open.length() == 0 ? "" : " ").append(line.trim());
        }
        if (open.length() > 0) {
            blocks.add(new Block(chapter, begin, open.toString()));
        }
        return blocks;
    }

    /** The number, if the block is a numbered requirement. */
    Optional<String> number() {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Where it stands, for a message. */
    @Override
    public String toString() {
        return chapter.getFileName() + ":" + line + " " + text;
    }
}
