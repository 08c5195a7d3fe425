package org.mopay.server.store.postgres;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Row;
import org.mopay.server.store.sql.Session;
import org.mopay.server.thread.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to write under a name, for one process at a time. Each holder has a token, one above the
 * last one's, and every commit looks whether its token is the newest: so it does no harm when a
 * holder believes for too long that it holds the name. When another process may stop waiting for the
 * one before it is all that is decided otherwise: when that one's connection has ended, or, where the
 * database does not learn of its end, when the lease has run out.
 */
final class WriterLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterLease.class);
    private static final int RENEWALS_A_LEASE = 4;
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private static final String TAKE = "INSERT INTO writer (name, token, holder, expires_at)"
            + " VALUES (?, 1, ?, clock_timestamp() + ? * interval '1 millisecond')"
            + " ON CONFLICT (name) DO UPDATE SET token = writer.token + 1,"
            + " holder = excluded.holder, expires_at = excluded.expires_at"
            + " WHERE ? = 1 OR writer.expires_at <= clock_timestamp() RETURNING token";
    // Ends with the connection. Taking it again only counts.
    private static final String LOCK =
            "SELECT pg_try_advisory_lock('writer'::regclass::oid::integer, hashtext(?))::integer";
    private static final String RENEW =
            "UPDATE writer SET expires_at = clock_timestamp() + ? * interval '1 millisecond'"
                    + " WHERE name = ? AND token = ? RETURNING token";
    private static final String HOLDER =
            "SELECT holder, (extract(epoch FROM expires_at) * 1000000)::bigint"
                    + " FROM writer WHERE name = ?";

    private final Session session;
    private final String name;
    private final long token;
    private final Duration lease;
    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread renewing = new Thread(this::renew, "writer-lease");

    private WriterLease(Session session, String name, long token, Duration lease) {
        this.session = session;
        this.name = name;
        this.token = token;
        this.lease = lease;
    }

    private record Holder(String holder, long expiresAt) {}

    /**
     * Takes the name. If a process that had it has died unnoticed by the database, waits until its
     * lease has run out.
     *
     * @throws StoreException {@code DATA_DIRECTORY_LOCKED} if another process renews it
     */
    static WriterLease take(PostgresDatabase database, String name, Duration lease)
            throws StoreException {
        Session session = Session.open(database);
        try {
            WriterLease taken = new WriterLease(session, name, token(session, name, lease), lease);
            taken.renewing.setDaemon(true);
            taken.renewing.start();
            return taken;
        } catch (StoreException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static long token(Session session, String name, Duration lease) throws StoreException {
        Optional<Long> token = tryTake(session, name, lease);
        Optional<Holder> first = holder(session, name);
        while (token.isEmpty()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            token = tryTake(session, name, lease);
            Optional<Holder> now = holder(session, name);
            if (token.isEmpty() && !now.equals(first)) {
                throw new StoreException(
                        ErrorCode.DATA_DIRECTORY_LOCKED,
                        "the writer " + name + " is another process: "
                                + now.map(Holder::holder).orElse("unknown")
                                + "; give each validator a writer name of its own");
            }
        }
        return token.get();
    }

    private static Optional<Holder> holder(Session session, String name) throws StoreException {
        return session.on(HOLDER).text(name).first(row -> new Holder(row.text(), row.integer()));
    }

    /** No batch is appended while the token changes: what is appended later has looked at it. */
    private static Optional<Long> tryTake(Session session, String name, Duration lease)
            throws StoreException {
        String process = "process " + ProcessHandle.current().pid();
        List<Long> token = new ArrayList<>();
        int free = lock(session, name);
        session.transact(() -> {
            Chain.hold(session);
            session.on(TAKE)
                    .text(name)
                    .text(process)
                    .integer(lease.toMillis())
                    .integer(free)
                    .each(row -> token.add(row.integer()));
        });
        return token.stream().findFirst();
    }

    /** 1 if nobody else's connection holds the name; from then on this one does. */
    private static int lock(Session session, String name) throws StoreException {
        return session.on(LOCK).text(name).first(Row::small).orElseThrow();
    }

    String name() {
        return name;
    }

    long token() {
        return token;
    }

    /** Renews it on another session, which leaves something to commit. */
    void renewOn(Session other) throws StoreException {
        if (other.on(RENEW)
                .integer(lease.toMillis())
                .text(name)
                .integer(token)
                .first(Row::integer)
                .isEmpty()) {
            throw new StoreException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "another process has taken the writer " + name + "; this one is fenced off");
        }
    }

    private void renew() {
        try {
            boolean away = false;
            while (!released.await(lease.toMillis() / RENEWALS_A_LEASE, TimeUnit.MILLISECONDS)) {
                try {
                    renewOn(session);
                    // The connection may be a new one.
                    lock(session, name);
                    away = false;
                } catch (StoreException e) {
                    if (!away) {
                        LOG.warn("the lease of {} can't be renewed: {}", name, e.getMessage());
                    }
                    away = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the name free for the next process; without a database that happens by itself. */
    @Override
    public void close() throws StoreException {
        released.countDown();
        Threads.awaitEnd(renewing);
        try (session) {
            session.on("UPDATE writer SET expires_at = clock_timestamp()"
                            + " WHERE name = ? AND token = ?")
                    .text(name)
                    .integer(token)
                    .run();
        } catch (StoreException e) {
            if (e.code() != ErrorCode.TRY_LATER) {
                throw e;
            }
            LOG.warn("the lease of {} is left to run out: {}", name, e.getMessage());
        }
    }
}
