package org.mopay.server.validation;

import static org.mopay.core.message.Wire.bytes;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.OtpAuthUri;
import org.mopay.core.otp.Totp;
import org.mopay.core.payment.StepUps;
import org.mopay.proto.v1.StepUpContent;
import org.mopay.proto.v1.StepUpResponse;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.credential.SecondFactorSecrets;
import org.mopay.server.ledger.AnswerStepUp;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PendingReason;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.Waiting;

import java.time.Instant;
import java.util.Optional;

/**
 * Takes in a payer's answer to what a pending payment waits for, whoever relays it. The checks before
 * the ledger's own, in their order:
 *
 * <ol>
 *   <li>size and form;
 *   <li>d is or was pending; if it was decided since, or waits for a review, that is the answer;
 *   <li>the payer's device is enrolled and not revoked;
 *   <li>its box opens;
 *   <li>the nonce is the present challenge's; if not, the present outcome is the answer.
 * </ol>
 *
 * The code is only compared here: the ledger judges it, in the order of commits. Who sends it is not
 * known, so that it is answered as if the payee had relayed it. Thread-safe.
 */
public final class StepUpIntake {
    private final WaitingPayments waiting;
    private final SecondFactors factors;
    private final DeviceDirectory devices;
    private final DeviceSecrets secrets;
    private final SecondFactorSecrets factorSecrets;
    private final CredentialOffice office;
    private final CryptoProvider crypto;

    public StepUpIntake(
            WaitingPayments waiting,
            SecondFactors factors,
            DeviceDirectory devices,
            DeviceSecrets secrets,
            SecondFactorSecrets factorSecrets,
            CredentialOffice office,
            CryptoProvider crypto) {
        this.waiting = waiting;
        this.factors = factors;
        this.devices = devices;
        this.secrets = secrets;
        this.factorSecrets = factorSecrets;
        this.office = office;
        this.crypto = crypto;
    }

    /** Finds payments that are or were pending. */
    @FunctionalInterface
    public interface WaitingPayments {
        Optional<PaymentRecord> pendingPayment(Bytes d);
    }

    /** Finds the generators of codes that payers share with the operator. */
    @FunctionalInterface
    public interface SecondFactors {
        Optional<SecondFactor> secondFactor(Account account);
    }

    /**
     * Reads and checks an encoded StepUpResponse.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException with the code of the first check that fails; nothing was recorded
     */
    public Taken<ValidatedCommand, PaymentRecord> take(Bytes encoded, long now)
            throws ProtocolException {
        StepUpResponse response = MessageType.STEP_UP_RESPONSE.decode(encoded);
        Bytes d = StepUps.subject(response);
        PaymentRecord payment = waiting.pendingPayment(d)
                .orElseThrow(() ->
                        new ProtocolException(ErrorCode.PAYMENT_UNKNOWN, "no payment that waits"));
        Waiting what = payment.ruling().waiting();
        if (what == null || what.reason() != PendingReason.STEP_UP) {
            return Taken.decided(payment);
        }
        Device device = devices.enrolled(payment.payer().device());
        SecretBytes seal = secrets.unwrap(device.wrappedSecrets(), device.id()).seal();
        StepUpContent content = StepUps.open(response, seal, crypto);
        Optional<SecondFactor> factor = factors.secondFactor(payment.payer().account());
        Bytes present = StepUps.nonce(seal, d, what.wrongCodes());
        if (factor.isEmpty() || !bytes(content.getNonce()).constantTimeEquals(present)) {
            return Taken.decided(payment);
        }
        AnswerStepUp answer = new AnswerStepUp(
                payment.identity().paymentId(),
                what.wrongCodes(),
                factor.get().wrappedSecret(),
                timeStep(generator(factor.get(), payment), content.getCode(), now),
                office.issuerKeyId(now),
                now);
        return Taken.toDecide(new ValidatedCommand(answer, device.id(), true));
    }

    /** What the link that the operator handed out makes of the secret. */
    private OtpAuthUri generator(SecondFactor factor, PaymentRecord payment)
            throws ProtocolException {
        String account = payment.payer().account().name();
        SecretBytes secret = factorSecrets.unwrap(factor.wrappedSecret(), account);
        return OtpAuthUri.totp("", account, secret);
    }

    /** The newest time step around now that has this code; null if none has. */
    private static @Nullable Long timeStep(OtpAuthUri generator, String code, long now) {
        long present = now / generator.moving();
        Long found = null;
        for (long step = present - 1; step <= present + 1; step++) {
            String expected = generator.code(Instant.ofEpochSecond(step * generator.moving()));
            if (Totp.matches(expected, code)) {
                found = step;
            }
        }
        return found;
    }
}
