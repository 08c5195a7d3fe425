package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.OtpThrottle;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.DeviceUse;

import java.nio.ByteBuffer;

/**
 * A device in memory: its status, its used credentials, and its wrong passwords. There may be
 * millions of them, so its 8 bytes are kept as the number that they are.
 */
final class DeviceState {
    private final long key;
    private final AccountState account;
    private AliasBitmap spent;
    private AliasBitmap engaged;
    private DeviceStatus status;
    private int nextIndex;
    private int refills;
    private OtpThrottle throttle;

    DeviceState(DeviceUse use, AccountState account) {
        this.key = keyOf(use.device());
        this.account = account;
        this.spent = AliasBitmap.of(use.spent());
        this.engaged = AliasBitmap.of(use.engaged());
        this.status = use.status();
        this.nextIndex = use.nextIndex();
        this.refills = use.refills();
        this.throttle = throttle(use);
    }

    private static OtpThrottle throttle(DeviceUse use) {
        OtpThrottle stored = new OtpThrottle(use.otpFailures(), use.otpLockedUntil());
        return stored.equals(OtpThrottle.NONE) ? OtpThrottle.NONE : stored;
    }

    /** A device that was just enrolled with so many credentials. */
    static DeviceState enrolled(Bytes id, AccountState account, int credentials) {
        DeviceUse fresh = new DeviceUse(
                id,
                account.account().number(),
                DeviceStatus.ACTIVE,
                credentials,
                0,
                Bytes.empty(),
                Bytes.empty(),
                0,
                0);
        return new DeviceState(fresh, account);
    }

    /** A device id as a number. */
    static long keyOf(Bytes id) {
        return ByteBuffer.wrap(id.toArray()).getLong();
    }

    long key() {
        return key;
    }

    Bytes id() {
        return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(key).array());
    }

    AccountState account() {
        return account;
    }

    DeviceStatus status() {
        return status;
    }

    void setStatus(DeviceStatus status) {
        this.status = status;
    }

    int nextIndex() {
        return nextIndex;
    }

    int refills() {
        return refills;
    }

    /** Credentials that were issued and have neither paid nor been paid, expired ones included. */
    int outstanding() {
        return nextIndex - spent.countWith(engaged);
    }

    void refilled(int credentials) {
        nextIndex += credentials;
        refills++;
    }

    /** Refuses an index for which no credential was issued. */
    void requireIssued(int alias) {
        if (alias < 0 || alias >= nextIndex) {
            throw new LedgerException(
                    ErrorCode.CREDENTIAL_INVALID, "no credential was issued for index " + alias);
        }
    }

    /** The credentials that authorized a recorded payment. */
    AliasBitmap spent() {
        return spent;
    }

    /** Notes a credential that authorized a recorded payment. */
    void spend(int alias) {
        spent = spent.with(alias);
    }

    /** The credentials whose request was paid. */
    AliasBitmap engaged() {
        return engaged;
    }

    /** Notes a credential whose request was paid. */
    void engage(int alias) {
        engaged = engaged.with(alias);
    }

    /** What is remembered of its wrong one-time passwords. */
    OtpThrottle throttle() {
        return throttle;
    }

    void setThrottle(OtpThrottle throttle) {
        this.throttle = throttle;
    }

    DeviceUse use() {
        return new DeviceUse(
                id(),
                account.account().number(),
                status,
                nextIndex,
                refills,
                spent.toBytes(),
                engaged.toBytes(),
                throttle.failures(),
                throttle.lockedUntil());
    }
}
