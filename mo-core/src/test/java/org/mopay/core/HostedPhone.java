package org.mopay.core;

import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.StoredOutcome;
import org.mopay.proto.v1.StoredPhone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A phone with its disk: what it does not persist is lost by {@link #restart}. */
public final class HostedPhone {
    /** The right PIN of every phone in the tests that has one. */
    public static final String PIN = "2468";

    private final Map<String, Bytes> disk;
    private final CryptoProvider crypto;
    private final RandomSource random;
    private Phone phone;

    private HostedPhone(Map<String, Bytes> disk, CryptoProvider crypto, RandomSource random)
            throws ProtocolException {
        this.disk = disk;
        this.crypto = crypto;
        this.random = random;
        this.phone = Phone.restore(record(disk), crypto, random);
    }

    /** A new phone without a PIN. */
    public static HostedPhone enrol(TestValidator validator, String account, RandomSource random)
            throws ProtocolException {
        return enrol(validator, account, Optional.empty(), random);
    }

    public static HostedPhone enrol(
            TestValidator validator, String account, Optional<String> pin, RandomSource random)
            throws ProtocolException {
        Enrolment enrolment = Enrolment.begin(
                validator.activation(account), validator.trusted(), NOW, CRYPTO, random);
        Phone enrolled = Phone.enrolled(
                enrolment,
                validator.enrol(enrolment.request()),
                validator.trusted(),
                pin,
                NOW,
                CRYPTO,
                random);
        return of(enrolled.stored().value().orElseThrow(), random);
    }

    /** A phone whose disk holds this record alone. */
    public static HostedPhone of(Bytes record, RandomSource random) throws ProtocolException {
        Map<String, Bytes> disk = new LinkedHashMap<>();
        disk.put(Change.PHONE, record);
        return new HostedPhone(disk, CRYPTO, random);
    }

    public static HostedPhone of(StoredPhone stored, RandomSource random) throws ProtocolException {
        return of(Bytes.copyOf(stored.toByteArray()), random);
    }

    private static Bytes record(Map<String, Bytes> disk) {
        return Optional.ofNullable(disk.get(Change.PHONE)).orElseThrow();
    }

    public Phone phone() {
        return phone;
    }

    /** What the disk holds of the phone itself. */
    public StoredPhone stored() {
        return parse(record(disk));
    }

    /** What the phone holds in memory, persisted or not. */
    public StoredPhone inMemory() {
        return parse(memory());
    }

    /** The record the phone would store now. */
    public Bytes memory() {
        return phone.stored().value().orElseThrow();
    }

    /** Whether nothing has changed since the last change was persisted. */
    public boolean isPersisted() {
        return memory().equals(record(disk));
    }

    private static StoredPhone parse(Bytes record) {
        try {
            return StoredPhone.parseFrom(record.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** The decided payments on the disk. */
    public List<StoredOutcome> history() {
        return disk.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Change.HISTORY))
                .map(entry -> outcome(entry.getValue()))
                .toList();
    }

    private static StoredOutcome outcome(Bytes record) {
        try {
            return StoredOutcome.parseFrom(record.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    public void persist(List<Change> changes) {
        for (Change change : changes) {
            if (change.value().isPresent()) {
                disk.put(change.name(), change.value().get());
            } else {
                disk.remove(change.name());
            }
        }
    }

    /** The app is killed and started again. */
    public HostedPhone restart() throws ProtocolException {
        phone = Phone.restore(record(disk), crypto, random);
        return this;
    }

    /** Another phone with a copy of this one's disk and its own randomness. */
    public HostedPhone copy(RandomSource otherRandom) throws ProtocolException {
        return copy(CRYPTO, otherRandom);
    }

    HostedPhone copy(CryptoProvider otherCrypto, RandomSource otherRandom)
            throws ProtocolException {
        return new HostedPhone(new LinkedHashMap<>(disk), otherCrypto, otherRandom);
    }

    /** A request that is on the disk, its fee borne by the payee. */
    public Bytes request(long minorUnits, long now) throws ProtocolException {
        return request(
                new RequestDraft(
                        new Amount(minorUnits, "USD", 2),
                        "two coffees",
                        "Cafe Test",
                        3600,
                        FeeBearer.FEE_BEARER_PAYEE),
                now);
    }

    public Bytes request(RequestDraft draft, long now) throws ProtocolException {
        Bytes digest = phone.request(draft, now);
        persist(List.of(phone.stored()));
        return digest;
    }
}
