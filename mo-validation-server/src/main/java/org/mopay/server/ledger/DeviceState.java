package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.OtpThrottle;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.DeviceUse;

/** A device in memory: its status, its used credentials, and its wrong passwords. */
final class DeviceState {
    private final Bytes id;
    private final AccountState account;
    private final AliasBitmap spent;
    private final AliasBitmap engaged;
    private DeviceStatus status;
    private int nextIndex;
    private int refills;
    private OtpThrottle throttle;

    DeviceState(DeviceUse use, AccountState account) {
        this.id = use.device();
        this.account = account;
        this.spent = new AliasBitmap(use.spent());
        this.engaged = new AliasBitmap(use.engaged());
        this.status = use.status();
        this.nextIndex = use.nextIndex();
        this.refills = use.refills();
        this.throttle = new OtpThrottle(use.otpFailures(), use.otpLockedUntil());
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

    Bytes id() {
        return id;
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

    /** The credentials whose request was paid. */
    AliasBitmap engaged() {
        return engaged;
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
                id,
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
