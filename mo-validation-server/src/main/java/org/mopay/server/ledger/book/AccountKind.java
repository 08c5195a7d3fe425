package org.mopay.server.ledger.book;

/** What an account is for, which decides how far its balance may fall. */
public enum AccountKind {
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

    /** The number that stands for this constant in a store; it never changes. */
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
        for (AccountKind each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        throw new IllegalArgumentException("no AccountKind has the code " + code);
    }
}
