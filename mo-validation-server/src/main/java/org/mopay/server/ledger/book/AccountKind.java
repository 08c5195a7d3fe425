package org.mopay.server.ledger.book;

import java.util.Locale;

/** What an account is for, which decides how far its balance may fall. */
public enum AccountKind implements Coded {
    /** A person's money. */
    WALLET(1),
    /** A business whose name the validator has verified. */
    MERCHANT(2),
    /** Collects the fees of payments; never below zero. */
    FEE(3),
    /** The other side of money that enters or leaves: below zero by what customers hold. */
    FLOAT(4),
    /** The operator's own money, which adjustments take and give; never below zero. */
    RESERVE(5),
    /** Holds what payments and transfers have reserved; never below zero. */
    PENDING(6),
    /** Holds what the operator keeps an account from spending; never below zero. */
    HOLD(7);

    private final int code;

    AccountKind(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /** Whether the account belongs to somebody outside the validator. */
    public boolean isCustomer() {
        return this == WALLET || this == MERCHANT;
    }

    /** Whether the account holds money in between two phases of a transfer. */
    public boolean holds() {
        return this == PENDING || this == HOLD;
    }

    /** What the ledger's own account of this kind is called. */
    public String ownName() {
        return "mo:" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the balance may fall below zero. */
    public boolean mayBeNegative() {
        return this == FLOAT;
    }

    /**
     * The constant of a stored number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AccountKind ofCode(int code) {
        return Coded.of(values(), code);
    }
}
