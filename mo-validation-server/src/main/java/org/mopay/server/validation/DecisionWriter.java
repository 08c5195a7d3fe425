package org.mopay.server.validation;

import static org.mopay.core.message.Wire.byteString;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.SealedBox;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Notice;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.RefusalCategory;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.keys.KeyGeneration;
import org.mopay.server.keys.ValidatorKeys;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.Ruling;

/**
 * Writes the outcome of a recorded payment: the decision, signed, for both phones, and a notice for
 * the payer alone. The same record gives the same bytes, for ever, also after a rotation: it names the
 * key it was first signed with. Thread-safe.
 */
public final class DecisionWriter {
    private final String validatorId;
    private final ValidatorKeys keys;
    private final DeviceDirectory devices;
    private final DeviceSecrets secrets;
    private final CryptoProvider crypto;

    public DecisionWriter(
            String validatorId,
            ValidatorKeys keys,
            DeviceDirectory devices,
            DeviceSecrets secrets,
            CryptoProvider crypto) {
        this.validatorId = validatorId;
        this.keys = keys;
        this.devices = devices;
        this.secrets = secrets;
        this.crypto = crypto;
    }

    public Outcome outcome(PaymentRecord payment) throws ProtocolException {
        KeyGeneration generation = keys.ofIssuer(payment.issuerKeyId())
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.LEDGER_CORRUPT, "a decision's issuer key is missing"));
        return Outcome.newBuilder()
                .setDecision(MessageType.DECISION.sign(decision(payment), generation.issuer()))
                .setPayerBox(byteString(payerBox(payment)))
                .build();
    }

    private Decision decision(PaymentRecord payment) {
        Ruling ruling = payment.ruling();
        Decision.Builder decision = Decision.newBuilder()
                .setValidatorId(validatorId)
                .setPaymentId(byteString(payment.identity().paymentId()))
                .setD(byteString(payment.identity().d()))
                .setStatus(
                        ruling.isSettled()
                                ? PaymentStatus.PAYMENT_STATUS_SETTLED
                                : PaymentStatus.PAYMENT_STATUS_REFUSED)
                .setAmount(payment.charge().amount())
                .setAsset(payment.charge().asset().code())
                .setExponent(payment.charge().asset().exponent())
                .setFee(payment.charge().fee())
                .setFeeBearer(FeeBearer.forNumber(payment.charge().feeBearer().code()))
                .setDecidedAt(payment.decidedAt())
                .setCode(codeForPayee(ruling))
                .setIssuerKeyId(payment.issuerKeyId());
        if (ruling.category() != null) {
            decision.setCategory(RefusalCategory.forNumber(ruling.category().code()));
        }
        return decision.build();
    }

    /** What rests on the payer's state is a category to the payee; the code is in the payer's box. */
    private static int codeForPayee(Ruling ruling) {
        boolean payersOwn = ruling.category() == org.mopay.server.ledger.book.RefusalCategory.PAYER;
        return payersOwn ? 0 : number(ruling.code());
    }

    private static int number(@Nullable ErrorCode code) {
        return code == null ? 0 : code.number();
    }

    private Bytes payerBox(PaymentRecord payment) throws ProtocolException {
        int code = number(payment.ruling().code());
        PayerNotice notice = PayerNotice.newBuilder()
                .setCode(code)
                .setNotice(Notice.newBuilder()
                        .setId(payment.ruling().isSettled() ? "settled" : "refused")
                        .setCode(code))
                .setBalance(payment.payer().balance())
                .build();
        Bytes device = payment.payer().device();
        Device known = devices.device(device)
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.LEDGER_CORRUPT, "a payer's device is missing"));
        return SealedBox.seal(
                secrets.unwrap(known.wrappedSecrets(), device).seal(),
                Label.PAYER_NOTICE,
                payment.identity().d(),
                MessageType.PAYER_NOTICE.encode(notice),
                crypto);
    }
}
