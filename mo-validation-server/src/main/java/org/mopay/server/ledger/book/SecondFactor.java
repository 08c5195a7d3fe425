package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * The generator of time-based codes that an account shares with the operator.
 *
 * @param account number of the account
 * @param wrappedSecret encrypted by the validator; opaque here
 * @param lastStep the time step of the newest code that counted, which counts no more; 0 for none
 * @param setAt seconds since the Unix epoch
 */
public record SecondFactor(long account, Bytes wrappedSecret, long lastStep, long setAt) {
    /** After a code of this time step has counted. */
    public SecondFactor used(long timeStep) {
        return new SecondFactor(account, wrappedSecret, timeStep, setAt);
    }
}
