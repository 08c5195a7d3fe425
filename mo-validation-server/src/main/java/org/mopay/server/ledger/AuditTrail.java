package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.DeviceEvent;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.SecondFactorEvent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares devices and second factors with the last that was noted of each. */
final class AuditTrail {
    // By device, but for those that are active.
    private final Map<Bytes, DeviceStatus> stored = new HashMap<>();
    private final Map<Bytes, DeviceStatus> noted = new HashMap<>();
    // By account: when its second factor was set.
    private final Map<Long, Long> factors = new HashMap<>();
    private final Map<Long, Long> notedFactors = new HashMap<>();

    void stored(DeviceUse device) {
        if (device.status() != DeviceStatus.ACTIVE) {
            stored.put(device.device(), device.status());
        }
    }

    void stored(SecondFactor factor) {
        factors.put(factor.account(), factor.setAt());
    }

    /** One that is active is as it was enrolled, whatever happened to it meanwhile. */
    void noted(DeviceEvent event) {
        if (event.status() == DeviceStatus.ACTIVE) {
            noted.remove(event.device());
        } else {
            noted.put(event.device(), event.status());
        }
    }

    void noted(SecondFactorEvent event) {
        notedFactors.put(event.account(), event.at());
    }

    /** How many have another status, or were set at another time, than was noted last. */
    int differences() {
        return differences(stored, noted) + differences(factors, notedFactors);
    }

    private static <K, V> int differences(Map<K, V> one, Map<K, V> other) {
        Set<K> keys = new HashSet<>(one.keySet());
        keys.addAll(other.keySet());
        keys.removeIf(key -> {
            V value = one.get(key);
            return value != null && value.equals(other.get(key));
        });
        return keys.size();
    }
}
