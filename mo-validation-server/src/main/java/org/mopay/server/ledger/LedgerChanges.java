package org.mopay.server.ledger;

import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.DeviceUse;

/** Told, on the writer's thread, of what has changed, before anything of it is answered. */
interface LedgerChanges {
    /** A batch became durable; an empty one changed nothing. */
    void committed(Batch batch);

    /** A device is what another validator may have made of it. */
    void refreshed(DeviceUse device);

    /** Anything may have changed. */
    void startedOver();
}
