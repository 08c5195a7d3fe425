package org.mopay.server.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.DeviceUse;

import java.util.Optional;

/**
 * The devices that were asked for of late. A payment asks for two devices three times, and little
 * about a device ever changes: what a batch has changed is forgotten before the batch is answered.
 *
 * <p>A device is read while its place in the cache is held, so a change can't fall between the
 * reading and the keeping.
 */
final class KnownDevices implements LedgerChanges {
    private static final int MOST = 50_000;

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

    @Override
    public void committed(Batch batch) {
        batch.deviceEvents().forEach(event -> kept.invalidate(event.device()));
        batch.refills().forEach(refill -> kept.invalidate(refill.device()));
    }

    /** Most of what is refreshed are credentials that were used, of which nothing is kept here. */
    @Override
    public void refreshed(DeviceUse device) {
        kept.asMap()
                .computeIfPresent(
                        device.device(), (id, known) -> agree(known, device) ? known : null);
    }

    private static boolean agree(Device known, DeviceUse device) {
        return known.status() == device.status()
                && known.nextIndex() == device.nextIndex()
                && known.refills() == device.refills();
    }

    @Override
    public void startedOver() {
        kept.invalidateAll();
    }
}
