package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.proto.v1.AuthorizedPayment;

/** Whether the time to settle an authorization is over, the validator's clock allowed for. */
final class PhoneDeadlines {
    private PhoneDeadlines() {}

    static boolean isOver(PhoneState phone, Bytes d, long now) {
        return phone.stored().getPaymentsList().stream()
                        .map(payment -> payment.getAuthorization())
                        .filter(payment -> PhoneState.d(payment).equals(d))
                        .allMatch(payment -> isOver(phone, payment, now))
                && phone.stored().getAcceptancesList().stream()
                        .map(accepted -> accepted.getAuthorization())
                        .filter(accepted -> PhoneState.d(accepted).equals(d))
                        .allMatch(accepted -> isOver(phone, accepted, now));
    }

    private static boolean isOver(PhoneState phone, AuthorizedPayment payment, long now) {
        try {
            long settleUntil = AuthorizationForm.decode(payment).terms().getSettleUntil();
            return now > settleUntil + phone.validator().limits().getClockTolerance();
        } catch (ProtocolException e) {
            throw new IllegalStateException("a stored authorization can't be read", e);
        }
    }
}
