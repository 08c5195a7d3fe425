package org.mopay.benchmarks;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.keys.ValidatorKeys;
import org.mopay.server.ledger.PaymentOrder;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.validation.DecisionWriter;
import org.mopay.server.validation.DeviceDirectory;
import org.mopay.server.validation.Intake;
import org.mopay.server.validation.PaymentValidator;
import org.mopay.server.validation.ValidatedPayment;
import org.mopay.server.validation.WaitingRules;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The validation server's own parts from the submission to the signed outcome, without the network
 * and with a map of devices in place of the ledger: nothing is recorded and everything is settled.
 */
final class MemoryValidator {
    /** When everything here takes place, in seconds since the Unix epoch. */
    static final long NOW = 1_800_000_000L;

    private static final String ID = "bank.example";
    private static final int DEVICE_ID_SIZE = 8;
    private static final long BALANCE = 100_000;

    private final CryptoProvider crypto;
    private final RandomSource random = RandomSource.of(new SecureRandom());
    private final Map<Bytes, Device> devices = new HashMap<>();
    private final ValidatorKeys keys;
    private final TrustedValidator trusted;
    private final CredentialOffice credentials;
    private final DeviceSecrets secrets;
    private final Intake intake;
    private final DecisionWriter decisions;

    MemoryValidator(CryptoProvider crypto) throws ProtocolException {
        this.crypto = crypto;
        ValidatorDirectory directory = ValidatorDirectory.create(ID, crypto, random, NOW);
        this.keys = directory.keys();
        this.trusted = directory.trusted();
        this.credentials =
                new CredentialOffice(ID, keys, ValidatorInfoPublisher.STANDARD_CLASS, crypto);
        this.secrets = new DeviceSecrets(keys.deviceSecrets(), crypto);
        DeviceDirectory found = id -> Optional.ofNullable(devices.get(id));
        this.intake = new Intake(
                new PaymentValidator(credentials, found, secrets, WaitingRules.NONE, crypto),
                id -> Optional.empty(),
                (step, nanos) -> {});
        this.decisions = new DecisionWriter(ID, keys, found, secrets, crypto);
    }

    /** A phone of a new account, without a PIN: scrypt would outweigh all else. */
    Phone enrol(String account) throws ProtocolException {
        Activation activation = Activation.newBuilder()
                .setValidatorId(ID)
                .setRootKey(byteString(keys.root().publicKey()))
                .setCode(account)
                .build();
        Enrolment enrolment = Enrolment.begin(activation, trusted, NOW, crypto, random);
        return Phone.enrolled(
                enrolment,
                answer(enrolment.request(), account),
                trusted,
                Optional.empty(),
                NOW,
                crypto,
                random);
    }

    private SealedEnrolmentAnswer answer(SealedEnrolment request, String account)
            throws ProtocolException {
        EnrolmentDesk.Application application =
                EnrolmentDesk.open(request, ID, keys.hpke(request.getHpkeKeyId()), crypto);
        Bytes id = Bytes.copyOf(random.next(DEVICE_ID_SIZE));
        DeviceSecrets.Pair pair = DeviceSecrets.Pair.random(random);
        devices.put(
                id,
                new Device(
                        id,
                        new Account(devices.size() + 1L, account, AccountKind.WALLET, null),
                        application.identityKey(),
                        secrets.wrap(pair, id, random),
                        DeviceStatus.ACTIVE,
                        application.keys().size(),
                        0));
        EnrolmentAnswer answer = EnrolmentAnswer.newBuilder()
                .setDeviceId(byteString(id))
                .setAccount(account)
                .setSealSecret(byteString(pair.seal()))
                .setOtpSecret(byteString(pair.otp()))
                .addAllGrants(credentials.issue(id, 0, application.keys(), null, NOW))
                .build();
        return application.seal(answer, crypto, random);
    }

    /** Every check of a submission that the server makes before its ledger. */
    ValidatedPayment validate(Bytes submission) throws ProtocolException {
        return intake.take(submission, trusted, NOW)
                .order()
                .orElseThrow(() -> new IllegalStateException("nothing was recorded before"));
    }

    /** What the ledger would record of a payment that it settles. */
    PaymentRecord settled(ValidatedPayment payment) {
        PaymentOrder order = payment.order();
        if (!order.otpCorrect()) {
            throw new IllegalStateException("the one-time password is wrong");
        }
        return new PaymentRecord(
                1,
                order.identity(),
                Ruling.settled(),
                new PaymentRecord.Payer(
                        account(order.payer().device()),
                        order.payer().device(),
                        order.payer().alias(),
                        BALANCE),
                new PaymentRecord.Payee(
                        account(order.payee().device()),
                        order.payee().device(),
                        order.payee().alias()),
                order.charge(),
                order.request().digest(),
                order.request().memo(),
                order.issuerKeyId(),
                order.at());
    }

    private Account account(Bytes device) {
        return Optional.ofNullable(devices.get(device)).orElseThrow().account();
    }

    /** The signed outcome of a recorded payment. */
    Outcome outcome(PaymentRecord payment) throws ProtocolException {
        return decisions.outcome(payment);
    }
}
