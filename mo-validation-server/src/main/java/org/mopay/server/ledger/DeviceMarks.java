package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.DeviceUse;

import java.util.HashMap;
import java.util.Map;

/** The devices' bitmaps, as they are stored and as the journal has them. */
final class DeviceMarks {
    private final Map<Bytes, AliasBitmap> storedSpent = new HashMap<>();
    private final Map<Bytes, AliasBitmap> storedEngaged = new HashMap<>();
    private final Map<Bytes, AliasBitmap> spent = new HashMap<>();
    private final Map<Bytes, AliasBitmap> engaged = new HashMap<>();

    void stored(DeviceUse device) {
        storedSpent.put(device.device(), AliasBitmap.of(device.spent()));
        storedEngaged.put(device.device(), AliasBitmap.of(device.engaged()));
    }

    /** Notes a payment of this credential, and returns whether it is stored as spent. */
    boolean spend(Bytes device, int alias) {
        return mark(spent, storedSpent, device, alias);
    }

    /** Notes a payment to this credential, and returns whether it is stored as engaged. */
    boolean engage(Bytes device, int alias) {
        return mark(engaged, storedEngaged, device, alias);
    }

    private static boolean mark(
            Map<Bytes, AliasBitmap> journal,
            Map<Bytes, AliasBitmap> stored,
            Bytes device,
            int alias) {
        journal.put(device, journal.getOrDefault(device, AliasBitmap.empty()).with(alias));
        return stored.getOrDefault(device, AliasBitmap.empty()).contains(alias);
    }

    /** How many credentials are stored as spent that paid nothing. */
    long spentByNoPayment() {
        return size(storedSpent) - size(spent);
    }

    /** How many credentials are stored as engaged that no payment was for. */
    long engagedByNoPayment() {
        return size(storedEngaged) - size(engaged);
    }

    private static long size(Map<Bytes, AliasBitmap> marks) {
        return marks.values().stream().mapToLong(AliasBitmap::size).sum();
    }
}
