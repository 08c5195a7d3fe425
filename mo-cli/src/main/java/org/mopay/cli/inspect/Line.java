package org.mopay.cli.inspect;

import org.mopay.cli.output.Event;

/**
 * One field of a message, or a value derived from it.
 *
 * @param depth how deep it is nested, from 0
 * @param path its full name, such as {@code request.body.amount}
 * @param name its own name
 * @param value what it holds; empty where the lines below it say so
 * @param note what that means; may be empty
 * @param derived whether it is computed from the message and not a field of it
 */
record Line(int depth, String path, String name, String value, String note, boolean derived) {
    private static final int LONGEST = 72;
    private static final int SHOWN = 64;

    Event event() {
        Event event = Event.named(derived ? "derived" : "field").with("path", path);
        if (!value.isEmpty()) {
            event.with("value", value);
        }
        return note.isEmpty() ? event : event.with("note", note);
    }

    /** The line for a person; long bytes are cut, which the event's are not. */
    String text(int nameWidth) {
        StringBuilder text = new StringBuilder();
        text.append("  ".repeat(depth + 1)).append(derived ? "= " : "").append(name);
        while (text.length() < nameWidth) {
            text.append(' ');
        }
        if (value.length() > LONGEST) {
            text.append("  ").append(value, 0, SHOWN).append("...");
        } else if (!value.isEmpty()) {
            text.append("  ").append(value);
        }
        if (!note.isEmpty()) {
            text.append("  (").append(note).append(')');
        }
        return text.toString().stripTrailing();
    }

    int nameWidth() {
        return 2 * (depth + 1) + (derived ? 2 : 0) + name.length();
    }
}
