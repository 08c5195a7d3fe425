/**
 * What the stores share: the ledger's tables as rows are written to them ({@link
 * org.mopay.server.store.sql.Tables}), the questions asked of them ({@link
 * org.mopay.server.store.sql.SqlReader}), and a connection with its prepared statements ({@link
 * org.mopay.server.store.sql.Session}). The SQL in here is understood by every {@link
 * org.mopay.server.store.sql.Database}; how one is opened, how a batch reaches it, what its failures
 * mean and its {@code db/} scripts are in its own package.
 */
@NullMarked
package org.mopay.server.store.sql;

import org.jspecify.annotations.NullMarked;
