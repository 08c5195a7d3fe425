package org.mopay.server.ledger;

import org.mopay.server.ledger.book.StoreException;

/**
 * A wish to change the ledger. Every command is idempotent: sent twice, it is done once and answered
 * the same.
 *
 * @param <R> what it answers when it is recorded
 */
public sealed interface LedgerCommand<R>
        permits OpenAccount,
                TopUp,
                Adjust,
                CreateActivation,
                EnrolDevice,
                Refill,
                Settle,
                AnswerStepUp,
                ReviewPayment,
                CancelPending,
                ExpirePayments,
                CancelPayment,
                CancelRequest,
                GiveBack,
                ReserveTransfer,
                PostTransfer,
                VoidTransfer,
                ExpireTransfers,
                SetSecondFactor,
                SetDeviceStatus {
    /**
     * Has the ledger decide this command.
     *
     * @throws LedgerException if nothing is recorded
     */
    R decideBy(Ledger ledger) throws StoreException;
}
