package org.mopay.server.store.postgres;

import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.LedgerImage;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Binding;
import org.mopay.server.store.sql.DeviceId;
import org.mopay.server.store.sql.LedgerRows;
import org.mopay.server.store.sql.Row;
import org.mopay.server.store.sql.Session;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The accounts and devices that batches have touched: what memory has to read again. */
final class Touched {
    private final Set<Long> accounts = new HashSet<>();
    private final Set<Long> devices = new HashSet<>();

    static Touched by(Batch batch) {
        Touched touched = new Touched();
        batch.accounts().stream().map(Account::number).forEach(touched.accounts::add);
        batch.balances().stream().map(AccountBalance::account).forEach(touched.accounts::add);
        batch.secondFactors().stream().map(SecondFactor::account).forEach(touched.accounts::add);
        batch.devices().stream()
                .map(DeviceUse::device)
                .map(DeviceId::toInteger)
                .forEach(touched.devices::add);
        return touched;
    }

    /** Adds what a batch's row says, from its columns {@code accounts} and {@code devices}. */
    void add(Row row) throws SQLException {
        accounts.addAll(Arrays.asList((Long[]) row.array()));
        devices.addAll(Arrays.asList((Long[]) row.array()));
    }

    /** Gives the columns {@code accounts} and {@code devices}. */
    void bind(Binding to) throws StoreException {
        bind(to, accounts);
        bind(to, devices);
    }

    /** Hands over what the database holds of them, and what is small enough to be read anyway. */
    void read(Session session, LedgerImage image) throws StoreException {
        LedgerRows.assets(session.on(LedgerRows.SELECT_ASSET), image);
        LedgerRows.accounts(of(session, LedgerRows.SELECT_ACCOUNT, "number", accounts), image);
        LedgerRows.balances(of(session, LedgerRows.SELECT_BALANCE, "account", accounts), image);
        LedgerRows.devices(of(session, LedgerRows.SELECT_DEVICE, "device", devices), image);
        LedgerRows.secondFactors(of(session, LedgerRows.SELECT_FACTOR, "account", accounts), image);
        LedgerRows.transfers(session, image);
        LedgerRows.pendingPayments(session, image);
        LedgerRows.counters(session, image);
    }

    private static Binding of(Session session, String select, String key, Set<Long> keys)
            throws StoreException {
        Binding query = session.on(select + " WHERE " + key + " = ANY (?)");
        bind(query, keys);
        return query;
    }

    private static void bind(Binding to, Set<Long> keys) throws StoreException {
        Long[] sorted = keys.stream().sorted().toArray(Long[]::new);
        to.with((statement, at) ->
                statement.setArray(at, statement.getConnection().createArrayOf("int8", sorted)));
    }
}
