/**
 * The ledger: who has how much, and what may happen to it.
 *
 * <p>A {@link LedgerCommand} is a wish, with the time it is made at. {@link Ledger} decides it on
 * state in memory and notes what changes; it knows no clock, thread, SQL or socket. {@link
 * LedgerWriter} is the one thread that lets it decide: it takes the commands that have arrived,
 * applies them in order, commits what they changed as one batch, and answers when the batch is
 * durable. {@link LedgerService} is how the rest of the server sees all of it:
 *
 * <pre>{@code
 * try (LedgerService ledger = LedgerService.open(store, LedgerSettings.DEFAULT, executor, onFatal)) {
 *     ledger.submit(new OpenAccount("alice", AccountKind.WALLET, null));
 *     ledger.submit(new TopUp("alice", euro, 50_00, "cash desk", "desk-1-0001", now));
 *     Decision decision = ledger.submit(new Settle(order)).toCompletableFuture().join();
 *     List<Balance> balances = ledger.balances("alice");
 * }
 * }</pre>
 *
 * <p>A command ends in one of three ways. Its result says what was <b>recorded</b>, a refused
 * payment included. A {@link LedgerException} says that <b>nothing was recorded</b>, and why. And
 * {@code STORE_UNAVAILABLE} says that <b>nobody knows</b>: the same command, sent again to the
 * restarted server, finds out, because every command is idempotent.
 */
@NullMarked
package org.mopay.server.ledger;

import org.jspecify.annotations.NullMarked;
