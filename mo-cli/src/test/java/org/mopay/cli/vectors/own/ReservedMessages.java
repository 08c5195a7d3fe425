package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.BalanceQuery;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.Dispute;
import org.mopay.proto.v1.DisputeDecision;
import org.mopay.proto.v1.Mandate;
import org.mopay.proto.v1.Payee;
import org.mopay.proto.v1.RefillRequest;

/** What a device asks of its validator beside payments; most of it is laid down and not yet used. */
final class ReservedMessages {
    private static final long NOW = SampleValidator.NOW;

    private ReservedMessages() {}

    static RefillRequest refillRequest() {
        return RefillRequest.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setDeviceId(byteString(Named.bytes("payer device id", 8)))
                .setNumber(1)
                .addCredentialKeys(SampleEnrolment.provenKey("payer"))
                .build();
    }

    static DeviceQuery deviceQuery() {
        return DeviceQuery.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setDeviceId(byteString(Named.bytes("payer device id", 8)))
                .setCreated(NOW)
                .setNonce(byteString(Named.bytes("query nonce", 16)))
                .setBalance(BalanceQuery.getDefaultInstance())
                .build();
    }

    static Dispute dispute(SamplePayment payment) throws ProtocolException {
        return Dispute.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setDeviceId(byteString(Named.bytes("payer device id", 8)))
                .setPaymentId(byteString(payment.paymentId()))
                .setReason("nothing was delivered")
                .setEvidenceDigest(byteString(Named.bytes("evidence")))
                .build();
    }

    static DisputeDecision disputeDecision(SamplePayment payment) throws ProtocolException {
        return DisputeDecision.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setPaymentId(byteString(payment.paymentId()))
                .setDisputeDigest(byteString(
                        MessageType.DISPUTE.digest(MessageType.DISPUTE.encode(dispute(payment)))))
                .setAmount(1250)
                .setReason("the payee did not answer")
                .setDecidedAt(NOW + 86_400)
                .build();
    }

    static Mandate mandate() {
        return Mandate.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setId(byteString(Named.bytes("mandate id")))
                .setPayerCredentialId(SampleValidator.credential("payer").getId())
                .setPayee(Payee.newBuilder().setAccount("gym"))
                .setMaxAmount(3000)
                .setAsset("USD")
                .setExponent(2)
                .setPeriodDays(30)
                .setNotBefore(SampleValidator.MIDNIGHT)
                .setNotAfter(SampleValidator.MIDNIGHT + SampleValidator.YEAR)
                .build();
    }
}
