package org.mopay.server.store.postgres;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Row;
import org.mopay.server.store.sql.Session;
import org.mopay.server.store.sql.SqlReader;

import java.util.List;

/** Asks in one round trip what a store in this process may be asked piece by piece. */
final class PostgresReader extends SqlReader {
    private final Session session;

    PostgresReader(Session session) {
        super(session);
        this.session = session;
    }

    @Override
    public boolean isAnyRegistered(List<Bytes> credentialKeys) throws StoreException {
        byte[][] keys = credentialKeys.stream().map(Bytes::toArray).toArray(byte[][]::new);
        return session.on("SELECT 1 FROM credential_key WHERE signing_key = ANY (?) LIMIT 1")
                .with((statement, at) -> statement.setArray(
                        at, statement.getConnection().createArrayOf("bytea", keys)))
                .first(Row::small)
                .isPresent();
    }
}
