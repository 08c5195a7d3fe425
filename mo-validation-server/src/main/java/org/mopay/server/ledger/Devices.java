package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Activation;
import org.mopay.server.ledger.book.CredentialKey;
import org.mopay.server.ledger.book.DeviceEvent;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.EnrolmentRecord;
import org.mopay.server.ledger.book.RefillRecord;
import org.mopay.server.ledger.book.StoreException;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Enrols devices, refills their credentials, and stops them. */
final class Devices {
    private final Books books;
    private final Draft draft;

    Devices(Books books, Draft draft) {
        this.books = books;
        this.draft = draft;
    }

    Activation createActivation(CreateActivation order) throws StoreException {
        long account = books.customer(order.account()).account().number();
        Optional<Activation> earlier = draft.activation(order.codeDigest());
        if (earlier.isEmpty()) {
            Activation fresh = new Activation(order.codeDigest(), account, order.expiresAt(), null);
            draft.put(fresh);
            return fresh;
        }
        Activation known = earlier.get();
        if (known.account() != account || known.expiresAt() != order.expiresAt()) {
            throw new LedgerException(ErrorCode.IDEMPOTENCY_CONFLICT, "the code exists already");
        }
        return known;
    }

    StoredAnswer enrol(EnrolDevice order) throws StoreException {
        Optional<EnrolmentRecord> earlier = draft.enrolment(order.requestDigest());
        if (earlier.isPresent()) {
            return new StoredAnswer(earlier.get().answer(), true);
        }
        Activation activation = usable(draft.activation(order.codeDigest()), order.at());
        if (books.hasDevice(order.deviceId())) {
            throw new LedgerException(ErrorCode.ALREADY_ENROLLED, "the device id is taken");
        }
        requireFresh(order.credentialKeys());

        AccountState account = books.account(activation.account());
        DeviceState device = DeviceState.enrolled(
                order.deviceId(), account, order.credentialKeys().size());
        books.add(device);
        draft.touch(device);
        draft.add(new EnrolmentRecord(
                order.requestDigest(),
                order.deviceId(),
                activation.account(),
                order.identityKey(),
                order.wrappedSecrets(),
                order.answer(),
                order.at()));
        draft.put(new Activation(
                activation.codeDigest(),
                activation.account(),
                activation.expiresAt(),
                order.deviceId()));
        register(order.credentialKeys(), order.deviceId(), 0);
        return new StoredAnswer(order.answer(), false);
    }

    StoredAnswer refill(Refill order) throws StoreException {
        DeviceState device = books.device(order.deviceId());
        Optional<RefillRecord> newest = draft.refill(order.deviceId());
        if (newest.isPresent()
                && newest.get().number() == order.number()
                && newest.get().requestDigest().equals(order.requestDigest())) {
            return new StoredAnswer(newest.get().answer(), true);
        }
        requireActive(device);
        if (order.number() != device.refills() + 1 || order.firstIndex() != device.nextIndex()) {
            throw new LedgerException(
                    ErrorCode.REFILL_OUT_OF_ORDER,
                    "next is refill " + (device.refills() + 1) + " from index "
                            + device.nextIndex());
        }
        if (device.outstanding() + order.credentialKeys().size() > Refill.MOST_OUTSTANDING) {
            throw new LedgerException(
                    ErrorCode.REFILL_LIMIT,
                    device.outstanding() + " credentials of the device were never used");
        }
        requireFresh(order.credentialKeys());

        device.refilled(order.credentialKeys().size());
        draft.touch(device);
        draft.put(new RefillRecord(
                order.deviceId(), order.number(), order.requestDigest(), order.answer()));
        register(order.credentialKeys(), order.deviceId(), order.firstIndex());
        return new StoredAnswer(order.answer(), false);
    }

    DeviceStatus setStatus(SetDeviceStatus order) {
        DeviceState device = books.device(order.deviceId());
        if (device.status() == order.status()) {
            return order.status();
        }
        if (device.status() == DeviceStatus.REVOKED) {
            throw new LedgerException(ErrorCode.DEVICE_REVOKED, "revoked is for good");
        }
        change(device, order.status(), order.reason(), order.at());
        return order.status();
    }

    /** Changes the status and leaves a trace of it. */
    void change(DeviceState device, DeviceStatus status, String reason, long at) {
        device.setStatus(status);
        draft.touch(device);
        draft.add(new DeviceEvent(books.nextEntry(), device.id(), status, reason, at));
    }

    private static Activation usable(Optional<Activation> activation, long at) {
        if (activation.isEmpty()
                || activation.get().device() != null
                || at > activation.get().expiresAt()) {
            throw new LedgerException(
                    ErrorCode.ACTIVATION_CODE_INVALID, "the code is unknown, used or expired");
        }
        return activation.get();
    }

    private static void requireActive(DeviceState device) {
        switch (device.status()) {
            case ACTIVE -> {}
            case FROZEN ->
                throw new LedgerException(ErrorCode.DEVICE_FROZEN, "the device is frozen");
            case REVOKED ->
                throw new LedgerException(ErrorCode.DEVICE_REVOKED, "the device was revoked");
        }
    }

    private void requireFresh(List<Bytes> keys) throws StoreException {
        if (new HashSet<>(keys).size() < keys.size() || draft.isAnyRegistered(keys)) {
            throw new LedgerException(ErrorCode.KEY_REUSED, "a key was registered before");
        }
    }

    private void register(List<Bytes> keys, Bytes device, int firstIndex) {
        int index = firstIndex;
        for (Bytes key : keys) {
            draft.add(new CredentialKey(key, device, index++));
        }
    }
}
