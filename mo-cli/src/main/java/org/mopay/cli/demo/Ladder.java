package org.mopay.cli.demo;

import com.google.gson.JsonObject;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.Event;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The messages of one payment, drawn as they happen. Each phone's process tells its own part, so a
 * message waits here until those before it have been told.
 */
final class Ladder {
    private static final int MARGIN = 4;
    private static final int BETWEEN_PHONES = 50;
    private static final int TO_VALIDATOR = 28;

    private final Console console;
    private final Map<Rung, Integer> told = new EnumMap<>(Rung.class);
    private int drawn;

    Ladder(Console console) {
        this.console = console;
        console.print(
                Event.named("conversation")
                        .with("payer", Party.ALICE.shown())
                        .with("payee", Party.BOB.shown()),
                " ".repeat(MARGIN - 2) + "alice"
                        + " ".repeat(BETWEEN_PHONES - 3) + "bob"
                        + " ".repeat(TO_VALIDATOR - 6) + "validator");
    }

    /** Who takes part, from left to right. */
    enum Party {
        ALICE,
        BOB,
        VALIDATOR;

        String shown() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A message's place: alice tells of what passes between the phones, bob of the rest. */
    private enum Rung {
        HELLO(Party.ALICE, Party.BOB, "1  e", "hello"),
        OFFER(Party.BOB, Party.ALICE, "2  e, ee, s, es", "credential, request"),
        ACCEPTANCE(Party.ALICE, Party.BOB, "3  s, se", "credential, authorization"),
        SUBMISSION(Party.BOB, Party.VALIDATOR, "", "submission"),
        DECISION(Party.VALIDATOR, Party.BOB, "", "outcome"),
        OUTCOME(Party.BOB, Party.ALICE, "4", "outcome"),
        CLOSE(Party.ALICE, Party.BOB, "5", "close");

        private final Party from;
        private final Party to;
        private final String number;
        private final String content;

        Rung(Party from, Party to, String number, String content) {
            this.from = from;
            this.to = to;
            this.number = number;
            this.content = content;
        }

        boolean isBetweenPhones() {
            return from != Party.VALIDATOR && to != Party.VALIDATOR;
        }

        boolean isToldBy(Party phone, boolean sent, String what) {
            Party teller = isBetweenPhones() ? Party.ALICE : Party.BOB;
            return phone == teller && sent == (from == phone) && content.equals(what);
        }
    }

    /** Takes an event of one of the two phones; other events than messages are ignored. */
    synchronized void tell(Party phone, JsonObject event) {
        if (!event.get("event").getAsString().equals("message")) {
            return;
        }
        boolean sent = event.get("sent").getAsBoolean();
        String content = event.get("content").getAsString();
        for (Rung rung : Rung.values()) {
            if (rung.isToldBy(phone, sent, content)) {
                told.put(rung, event.get("bytes").getAsInt());
            }
        }
        while (drawn < Rung.values().length && told.containsKey(Rung.values()[drawn])) {
            Rung next = Rung.values()[drawn++];
            draw(next, told.getOrDefault(next, 0));
        }
    }

    private void draw(Rung rung, int bytes) {
        console.print(
                Event.named("message")
                        .with("from", rung.from.shown())
                        .with("to", rung.to.shown())
                        .with("content", (rung.number + " {" + rung.content + "}").trim())
                        .with("bytes", bytes),
                line(rung, bytes));
    }

    private static String line(Rung rung, int bytes) {
        boolean phones = rung.isBetweenPhones();
        String text = " " + (rung.number + "  {" + rung.content + "}").trim();
        String size = bytes + " B ";
        int width = (phones ? BETWEEN_PHONES : TO_VALIDATOR) - 1 - 3;
        String label = text + " ".repeat(width - text.length() - size.length()) + size;
        boolean right = rung.from.compareTo(rung.to) < 0;
        String arrow = "│" + (right ? label + "──▶" : "◀──" + label) + "│";
        return " ".repeat(MARGIN)
                + (phones
                        ? arrow + " ".repeat(TO_VALIDATOR - 1) + "│"
                        : "│" + " ".repeat(BETWEEN_PHONES - 1) + arrow);
    }
}
