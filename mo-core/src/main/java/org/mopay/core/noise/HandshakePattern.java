package org.mopay.core.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A handshake pattern as data (Noise section 7): what each side knows beforehand and the tokens of
 * each message. Patterns without pre-shared keys and without known ephemerals are understood.
 *
 * @param name as it stands in a Noise protocol name
 * @param initiatorStaticKnown whether {@code -> s} is a pre-message
 * @param responderStaticKnown whether {@code <- s} is a pre-message
 * @param messages the tokens of the messages, the initiator's first, then in turn
 */
public record HandshakePattern(
        String name,
        boolean initiatorStaticKnown,
        boolean responderStaticKnown,
        List<List<HandshakePattern.Token>> messages) {

    /** Both sides learn the other's static key in the handshake. */
    public static final HandshakePattern XX = parse("XX", "-> e", "<- e, ee, s, es", "-> s, se");

    /** The initiator knows the responder's static key beforehand. */
    public static final HandshakePattern XK =
            parse("XK", "<- s", "...", "-> e, es", "<- e, ee", "-> s, se");

    /** The tokens of section 7.1; of two letters the first is the initiator's key. */
    public enum Token {
        E,
        S,
        EE,
        ES,
        SE,
        SS
    }

    /**
     * Copies the lists and checks that no key is sent twice or used before it is known.
     *
     * @throws IllegalArgumentException if the pattern can't be executed
     */
    public HandshakePattern {
        List<List<Token>> copy = new ArrayList<>();
        for (List<Token> message : messages) {
            copy.add(Collections.unmodifiableList(new ArrayList<>(message)));
        }
        messages = Collections.unmodifiableList(copy);
        requireExecutable(initiatorStaticKnown, responderStaticKnown, messages);
    }

    /**
     * Reads a pattern as the specification writes it, a line an element: pre-messages and {@code
     * ...} if there are any, then the messages.
     *
     * @throws IllegalArgumentException if the lines are no pattern that can be executed
     */
    public static HandshakePattern parse(String name, String... lines) {
        List<String> all = Arrays.asList(lines);
        int dots = all.indexOf("...");
        List<String> known = all.subList(0, Math.max(dots, 0));
        List<List<Token>> messages = new ArrayList<>();
        for (String line : all.subList(dots + 1, all.size())) {
            String arrow = messages.size() % 2 == 0 ? "-> " : "<- ";
            if (!line.startsWith(arrow)) {
                throw new IllegalArgumentException("messages go in turn, the initiator's first");
            }
            messages.add(parseTokens(line.substring(arrow.length())));
        }
        return new HandshakePattern(name, known.contains("-> s"), known.contains("<- s"), messages);
    }

    /** Whether only the initiator sends, in the handshake and after it (section 7.4). */
    public boolean isOneWay() {
        return messages.size() == 1;
    }

    private static List<Token> parseTokens(String tokens) {
        List<Token> parsed = new ArrayList<>();
        for (String token : tokens.split(", ", -1)) {
            parsed.add(Token.valueOf(token.toUpperCase(Locale.ROOT)));
        }
        return parsed;
    }

    private static void requireExecutable(
            boolean initiatorStaticKnown,
            boolean responderStaticKnown,
            List<List<Token>> messages) {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a handshake has at least one message");
        }
        Set<Token> initiator = publicKeys(initiatorStaticKnown);
        Set<Token> responder = publicKeys(responderStaticKnown);
        Set<Token> sender = initiator;
        for (List<Token> message : messages) {
            for (Token token : message) {
                boolean executable = switch (token) {
                    case E, S -> sender.add(token);
                    case EE -> initiator.contains(Token.E) && responder.contains(Token.E);
                    case ES -> initiator.contains(Token.E) && responder.contains(Token.S);
                    case SE -> initiator.contains(Token.S) && responder.contains(Token.E);
                    case SS -> initiator.contains(Token.S) && responder.contains(Token.S);
                };
                if (!executable) {
                    throw new IllegalArgumentException("token " + token + " is out of place");
                }
            }
            sender = sender == initiator ? responder : initiator;
        }
    }

    private static Set<Token> publicKeys(boolean staticKnown) {
        return staticKnown ? EnumSet.of(Token.S) : EnumSet.noneOf(Token.class);
    }
}
