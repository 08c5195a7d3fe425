package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.StoreException;

/**
 * A payer's answer to what a pending payment waits for. See {@link PendingPayments} for what is
 * decided; an answer that is not about the present challenge changes nothing.
 *
 * @param challenge number of the challenge that it answers: how many codes were wrong before
 * @param wrappedSecret of the second factor that it was compared with
 * @param timeStep the time step that the code is of; null for a wrong one
 * @param issuerKeyId the key that a new decision is signed with
 * @param at seconds since the Unix epoch
 */
public record AnswerStepUp(
        Bytes paymentId,
        int challenge,
        Bytes wrappedSecret,
        @Nullable Long timeStep,
        int issuerKeyId,
        long at)
        implements LedgerCommand<Decision> {
    @Override
    public Decision decideBy(Ledger ledger) throws StoreException {
        return ledger.pendingPayments().answer(this);
    }
}
