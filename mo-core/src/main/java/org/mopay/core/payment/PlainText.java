package org.mopay.core.payment;

import java.nio.charset.StandardCharsets;

/** Words that one party writes and another one's screen shows where it decides. */
final class PlainText {
    private PlainText() {}

    /** Short enough, and nothing that breaks a line, moves a cursor, or turns the order of reading. */
    static boolean fits(String text, int maxBytes) {
        return text.getBytes(StandardCharsets.UTF_8).length <= maxBytes
                && text.codePoints().noneMatch(PlainText::isControl);
    }

    private static boolean isControl(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return true;
            default:
                return codePoint == 0x061C
                        || codePoint == 0x200E
                        || codePoint == 0x200F
                        || (codePoint >= 0x202A && codePoint <= 0x202E)
                        || (codePoint >= 0x2066 && codePoint <= 0x2069);
        }
    }
}
