package org.mopay.server.ledger.book;

/**
 * An account got a second factor, or another one; kept for the audit.
 *
 * @param account number of the account
 * @param at seconds since the Unix epoch
 */
public record SecondFactorEvent(long entry, long account, String reason, long at) {}
