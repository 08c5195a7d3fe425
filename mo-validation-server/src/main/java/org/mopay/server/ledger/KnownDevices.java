package org.mopay.server.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.Device;

import java.util.Optional;

/**
 * The devices that were asked for of late. A payment asks for two devices three times, and little
 * about a device ever changes: what a batch has changed is forgotten before the batch is answered.
 *
 * <p>A device is read while its place in the cache is held, so a change can't fall between the
 * reading and the keeping.
 */
final class KnownDevices {
    private static final int MOST = 100_000;

    private final ReaderPool readers;
    private final Cache<Bytes, Device> kept =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    KnownDevices(ReaderPool readers) {
        this.readers = readers;
    }

    Optional<Device> find(Bytes id) {
        return Optional.ofNullable(kept.get(
                id, missing -> readers.ask(reader -> reader.device(missing)).orElse(null)));
    }

    /** Forgets what a committed batch has changed. */
    void changedBy(Batch batch) {
        batch.deviceEvents().forEach(event -> kept.invalidate(event.device()));
        batch.refills().forEach(refill -> kept.invalidate(refill.device()));
    }
}
