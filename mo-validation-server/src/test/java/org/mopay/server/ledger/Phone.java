package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;

/** An enrolled test device that takes a fresh credential for each use. */
public final class Phone {
    private final String account;
    private final Bytes device;
    private int nextAlias;

    Phone(String account, Bytes device) {
        this.account = account;
        this.device = device;
    }

    public String account() {
        return account;
    }

    public Bytes device() {
        return device;
    }

    public int freshAlias() {
        return nextAlias++;
    }

    public int aliasesLeft() {
        return LedgerKit.ALIASES - nextAlias;
    }
}
