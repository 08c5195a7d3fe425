package org.mopay.server.validation;

import static org.mopay.core.message.Wire.byteString;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.SealedBox;
import org.mopay.core.payment.StepUps;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Notice;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.PendingReason;
import org.mopay.proto.v1.RefusalCategory;
import org.mopay.proto.v1.RequestState;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StepUpChallenge;
import org.mopay.proto.v1.StepUpMethod;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.keys.KeyGeneration;
import org.mopay.server.keys.ValidatorKeys;
import org.mopay.server.ledger.RequestStanding;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.Waiting;

import java.util.Locale;

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

    /** The outcome of a payment, with a notice to its payer. */
    public Outcome outcome(PaymentRecord payment) throws ProtocolException {
        Decision.Builder decision = decision(payment.identity(), payment.ruling())
                .setAmount(payment.charge().amount())
                .setAsset(payment.charge().asset().code())
                .setExponent(payment.charge().asset().exponent())
                .setFee(payment.charge().fee())
                .setFeeBearer(FeeBearer.forNumber(payment.charge().feeBearer().code()))
                .setDecidedAt(payment.decidedAt());
        return outcome(
                decision,
                payment.issuerKeyId(),
                box(
                        payment.payer().device(),
                        payment.identity().d(),
                        payment.ruling(),
                        payment.payer().balance()));
    }

    /** The outcome of a refund, with a notice to the payee who gives back. */
    public Outcome outcome(RefundRecord refund) throws ProtocolException {
        Decision.Builder decision = decision(refund.identity(), refund.ruling())
                .setAmount(refund.amount())
                .setAsset(refund.asset().code())
                .setExponent(refund.asset().exponent())
                .setDecidedAt(refund.decidedAt());
        return outcome(
                decision,
                refund.issuerKeyId(),
                box(
                        refund.giver().device(),
                        refund.identity().d(),
                        refund.ruling(),
                        refund.giver().balance()));
    }

    /**
     * What has become of a request, signed.
     *
     * @param now seconds since the Unix epoch
     */
    public Signed status(RequestStanding standing, long now) throws ProtocolException {
        KeyGeneration generation = keys.current(now);
        RequestUse use = standing.use();
        RequestState state = use.isCancelled()
                ? RequestState.REQUEST_STATE_CANCELLED
                : standing.usedUp()
                        ? RequestState.REQUEST_STATE_PAID
                        : RequestState.REQUEST_STATE_OPEN;
        RequestStatus status = RequestStatus.newBuilder()
                .setValidatorId(validatorId)
                .setRequestDigest(byteString(use.digest()))
                .setState(state)
                .setUses(use.uses())
                .setSettled(use.settled())
                .setDecidedAt(now)
                .setIssuerKeyId(generation.issuerKeyId())
                .build();
        return MessageType.REQUEST_STATUS.sign(status, generation.issuer());
    }

    private Signer issuer(int issuerKeyId) throws ProtocolException {
        return keys.ofIssuer(issuerKeyId)
                .map(KeyGeneration::issuer)
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.LEDGER_CORRUPT, "a decision's issuer key is missing"));
    }

    private Outcome outcome(Decision.Builder decision, int issuerKeyId, Bytes box)
            throws ProtocolException {
        Decision named = decision.setIssuerKeyId(issuerKeyId).build();
        return Outcome.newBuilder()
                .setDecision(MessageType.DECISION.sign(named, issuer(issuerKeyId)))
                .setPayerBox(byteString(box))
                .build();
    }

    private Decision.Builder decision(PaymentIdentity identity, Ruling ruling) {
        Decision.Builder decision = Decision.newBuilder()
                .setValidatorId(validatorId)
                .setPaymentId(byteString(identity.paymentId()))
                .setD(byteString(identity.d()))
                .setStatus(PaymentStatus.forNumber(ruling.status().code()))
                .setCode(codeForPayee(ruling));
        if (ruling.category() != null) {
            decision.setCategory(RefusalCategory.forNumber(ruling.category().code()));
        }
        Waiting waiting = ruling.waiting();
        if (waiting != null) {
            decision.setPendingReason(PendingReason.forNumber(waiting.reason().code()))
                    .setPendingDeadline(waiting.deadline());
        }
        return decision;
    }

    /** What rests on the payer's state is a category to the payee; the code is in the payer's box. */
    private static int codeForPayee(Ruling ruling) {
        boolean payersOwn = ruling.category() == org.mopay.server.ledger.book.RefusalCategory.PAYER;
        return payersOwn ? 0 : number(ruling.code());
    }

    private static int number(@Nullable ErrorCode code) {
        return code == null ? 0 : code.number();
    }

    private static PayerNotice.Builder notice(Ruling ruling, long balance) {
        int code = number(ruling.code());
        return PayerNotice.newBuilder()
                .setCode(code)
                .setNotice(Notice.newBuilder()
                        .setId(ruling.status().name().toLowerCase(Locale.ROOT))
                        .setCode(code))
                .setBalance(balance);
    }

    /** A notice, sealed for the device that may read it. */
    private Bytes box(Bytes device, Bytes subject, Ruling ruling, long balance)
            throws ProtocolException {
        Device known = devices.device(device)
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.LEDGER_CORRUPT, "a payer's device is missing"));
        SecretBytes seal = secrets.unwrap(known.wrappedSecrets(), device).seal();
        PayerNotice.Builder notice = notice(ruling, balance);
        Waiting waiting = ruling.waiting();
        if (waiting != null
                && waiting.reason() == org.mopay.server.ledger.book.PendingReason.STEP_UP) {
            notice.setStepUp(StepUpChallenge.newBuilder()
                    .setD(byteString(subject))
                    .setMethod(StepUpMethod.STEP_UP_METHOD_TOTP)
                    .setNonce(byteString(StepUps.nonce(seal, subject, waiting.wrongCodes())))
                    .setAttemptsLeft(waiting.attemptsLeft())
                    .setDeadline(waiting.deadline()));
        }
        return SealedBox.seal(
                seal,
                Label.PAYER_NOTICE,
                subject,
                MessageType.PAYER_NOTICE.encode(notice.build()),
                crypto);
    }
}
