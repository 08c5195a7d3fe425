package org.mopay.server.validation;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.Decision;
import org.mopay.server.ledger.LedgerCommand;

/**
 * What a device wants of the ledger about a payment, when every check before the ledger's own has
 * passed.
 */
public final class ValidatedCommand {
    private final LedgerCommand<Decision> command;
    private final Bytes sender;
    private final boolean byPayee;

    ValidatedCommand(LedgerCommand<Decision> command, Bytes sender, boolean byPayee) {
        this.command = command;
        this.sender = sender;
        this.byPayee = byPayee;
    }

    public LedgerCommand<Decision> command() {
        return command;
    }

    /** The device that has signed or sealed it, 8 bytes. */
    public Bytes sender() {
        return sender;
    }

    /** Whether the answer may go to the payee, which may not learn what rests on the payer's state. */
    public boolean isByPayee() {
        return byPayee;
    }
}
