package org.mopay.server.ledger.book;

/** What moved the money of a statement's line. */
public enum EntryKind {
    PAYMENT,
    TOP_UP
}
