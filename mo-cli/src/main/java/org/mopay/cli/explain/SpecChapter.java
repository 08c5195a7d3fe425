package org.mopay.cli.explain;

import org.mopay.core.error.ErrorCode;

/** The chapters of the specification that define when a code is given. */
enum SpecChapter {
    NOTATION(2, "notation and encoding"),
    IDENTITIES(3, "identities and credentials"),
    HANDSHAKE(4, "the handshake"),
    PAYMENT(5, "the payment"),
    PASSWORD(6, "the one-time password"),
    VALIDATION(7, "validation"),
    ERRORS(8, "errors");

    private final int number;
    private final String title;

    SpecChapter(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** The first digit of a code is its category; that of HTTP is a part of the first one. */
    static SpecChapter of(ErrorCode code) {
        int hundreds = code.number() / 100;
        return switch (hundreds / 10) {
            case 1 -> hundreds == 11 ? VALIDATION : NOTATION;
            case 2 -> IDENTITIES;
            case 3 -> PAYMENT;
            case 4 -> HANDSHAKE;
            case 5 -> PASSWORD;
            case 6, 7, 8 -> VALIDATION;
            default -> ERRORS;
        };
    }

    @Override
    public String toString() {
        return "chapter " + number + ", " + title;
    }
}
