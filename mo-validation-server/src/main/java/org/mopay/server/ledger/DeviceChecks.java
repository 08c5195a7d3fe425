package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.OtpPolicy;
import org.mopay.core.otp.OtpThrottle;
import org.mopay.server.ledger.book.RefusalCategory;
import org.mopay.server.ledger.book.Ruling;

import java.util.Optional;

/** Whether a device may move money now: its status first, then the one-time password. */
final class DeviceChecks {
    private final OtpPolicy otp;

    DeviceChecks(OtpPolicy otp) {
        this.otp = otp;
    }

    /**
     * Why the device may not; null if it may. A wrong password is counted, a right one clears the
     * count.
     *
     * @throws LedgerException {@code OTP_LOCKED}, with nothing recorded, while the device waits
     */
    @Nullable
    Ruling refusal(DeviceState device, boolean otpCorrect, long at) {
        Optional<Ruling> refusal = statusRefusal(device);
        return refusal.isEmpty() ? passwordRefusal(device, otpCorrect, at) : refusal.get();
    }

    /** Why a device that is frozen or revoked may not. */
    static Optional<Ruling> statusRefusal(DeviceState device) {
        return inactivity(device).map(code -> Ruling.refused(code, RefusalCategory.PAYER));
    }

    /**
     * Goes on with a device that is neither frozen nor revoked.
     *
     * @throws LedgerException {@code DEVICE_FROZEN} or {@code DEVICE_REVOKED}, with nothing recorded
     */
    static void requireActive(DeviceState device) {
        inactivity(device).ifPresent(code -> {
            throw new LedgerException(code, "the payer's device");
        });
    }

    private static Optional<ErrorCode> inactivity(DeviceState device) {
        return switch (device.status()) {
            case ACTIVE -> Optional.empty();
            case FROZEN -> Optional.of(ErrorCode.DEVICE_FROZEN);
            case REVOKED -> Optional.of(ErrorCode.DEVICE_REVOKED);
        };
    }

    private @Nullable Ruling passwordRefusal(DeviceState device, boolean otpCorrect, long at) {
        OtpThrottle.Attempt attempt = device.throttle().attempt(otpCorrect, at, otp);
        if (attempt.verdict() == OtpThrottle.Verdict.WAITS) {
            throw new LedgerException(
                    ErrorCode.OTP_LOCKED,
                    device.throttle().waitAt(at),
                    "the device waits after wrong passwords");
        }
        device.setThrottle(attempt.next());
        return attempt.verdict() == OtpThrottle.Verdict.WRONG
                ? Ruling.refused(ErrorCode.OTP_WRONG)
                : null;
    }
}
