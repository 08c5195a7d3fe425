package org.mopay.server.scenario;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.Amount;
import org.mopay.core.Change;
import org.mopay.core.Outgoing;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.RequestDraft;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.BalanceAnswer;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementAnswer;
import org.mopay.proto.v1.StatementEntry;
import org.mopay.proto.v1.StoredOutcome;
import org.mopay.proto.v1.StoredPhone;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A real phone that keeps its records in memory. Its randomness is the same in every run. */
final class TestPhone {
    static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    static final String PIN = "1234";

    private static final AtomicLong SEEDS = new AtomicLong(1);
    private static final long REQUEST_LIFETIME = 600;

    private final TestClock clock;
    private final Phone phone;
    private final Map<String, Bytes> records = new ConcurrentHashMap<>();

    private TestPhone(TestClock clock, Phone phone) {
        this.clock = clock;
        this.phone = phone;
        keep(List.of(phone.stored()));
    }

    static RandomSource random() {
        Random random = new Random(SEEDS.getAndIncrement());
        return random::nextBytes;
    }

    /** Enrols a wallet's phone without a PIN. */
    static TestPhone enrol(RunningValidator validator, String account) throws ProtocolException {
        return enrol(validator, validator.activate(account, ""), Optional.empty());
    }

    static TestPhone enrolWithPin(RunningValidator validator, String account)
            throws ProtocolException {
        return enrol(validator, validator.activate(account, ""), Optional.of(PIN));
    }

    static TestPhone enrolMerchant(RunningValidator validator, String account, String name)
            throws ProtocolException {
        return enrol(validator, validator.activate(account, name), Optional.empty());
    }

    private static TestPhone enrol(
            RunningValidator validator, Activation activation, Optional<String> pin)
            throws ProtocolException {
        TrustedValidator trusted = trust(validator, activation);
        Enrolment enrolment = begin(validator, activation);
        SealedEnrolmentAnswer answer = validator
                .post("/v1/enrolments", enrolment.request())
                .message(SealedEnrolmentAnswer.parser());
        return enrolled(validator, enrolment, answer, trusted, pin);
    }

    static TrustedValidator trust(RunningValidator validator, Activation activation)
            throws ProtocolException {
        Signed info = validator.get("/v1/validator").message(Signed.parser());
        return TrustedValidator.verify(
                info,
                activation.getValidatorId(),
                Bytes.copyOf(activation.getRootKey().toByteArray()),
                CRYPTO);
    }

    /** The first half of an enrolment. */
    static Enrolment begin(RunningValidator validator, Activation activation)
            throws ProtocolException {
        return Enrolment.begin(
                activation,
                trust(validator, activation),
                validator.clock().getAsLong(),
                CRYPTO,
                random());
    }

    /** The second half of an enrolment. */
    static TestPhone enrolled(
            RunningValidator validator,
            Enrolment enrolment,
            SealedEnrolmentAnswer answer,
            TrustedValidator trusted,
            Optional<String> pin)
            throws ProtocolException {
        Phone phone = Phone.enrolled(
                enrolment, answer, trusted, pin, validator.clock().getAsLong(), CRYPTO, random());
        return new TestPhone(validator.clock(), phone);
    }

    Phone phone() {
        return phone;
    }

    long now() {
        return clock.getAsLong();
    }

    StoredPhone stored() {
        try {
            return StoredPhone.parseFrom(phone.stored().value().orElseThrow().toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    void keep(List<Change> changes) {
        changes.forEach(change -> change.value()
                .ifPresentOrElse(
                        value -> records.put(change.name(), value),
                        () -> records.remove(change.name())));
    }

    /** What it has received and was settled, the newest first. */
    List<StoredOutcome> received() {
        return records.entrySet().stream()
                .filter(record -> record.getKey().startsWith(Change.HISTORY))
                .sorted(Map.Entry.<String, Bytes>comparingByKey().reversed())
                .map(record -> outcome(record.getValue()))
                .filter(outcome -> outcome.getRole() == Role.ROLE_PAYEE && !outcome.hasRefund())
                .toList();
    }

    private static StoredOutcome outcome(Bytes record) {
        try {
            return StoredOutcome.parseFrom(record.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs a refund of what it received last. */
    Bytes refund(long amount, String pin) throws ProtocolException {
        Bytes r = phone.refund(received().get(0), amount, "too salty", phone.consent(pin), now());
        keep(List.of(phone.stored()));
        return r;
    }

    /** Sends what is to be decided under this name. */
    Answer send(RunningValidator validator, Bytes name) throws ProtocolException {
        Outgoing outgoing = phone.outgoing(name, now());
        return validator.post(outgoing.route().path(), outgoing.message());
    }

    /** Sends it, and takes the outcome. */
    PaymentResult settle(RunningValidator validator, Bytes name) throws ProtocolException {
        Phone.Resolution resolution = phone.resolve(name, send(validator, name).outcome());
        keep(resolution.changes());
        return resolution.result();
    }

    boolean remembers(Bytes paymentId) {
        return records.containsKey(Change.HISTORY + paymentId.hex());
    }

    static RequestDraft draft(long amount, FeeBearer bearer) {
        return new RequestDraft(
                new Amount(amount, RunningValidator.ASSET, RunningValidator.EXPONENT),
                "coffee",
                "Café",
                REQUEST_LIFETIME,
                bearer);
    }

    /** Takes what the validator publishes now. */
    void learn(RunningValidator validator) throws ProtocolException {
        keep(List.of(phone.update(validator.get("/v1/validator").message(Signed.parser()))));
    }

    // Questions.

    long balance(RunningValidator validator) {
        return validator
                .post("/v1/balance", phone.balanceQuery(now()))
                .message(BalanceAnswer.parser())
                .getBalancesList()
                .stream()
                .filter(balance -> balance.getAsset().equals(RunningValidator.ASSET))
                .mapToLong(Money::getAmount)
                .sum();
    }

    List<StatementEntry> statement(RunningValidator validator, long before, int limit) {
        return validator
                .post("/v1/statement", phone.statementQuery(before, limit, now()))
                .message(StatementAnswer.parser())
                .getEntriesList();
    }

    Answer status(RunningValidator validator, Bytes paymentId) {
        return validator.post("/v1/payment-status", phone.paymentStatusQuery(paymentId, now()));
    }

    /** Fills the pool up if it is low. */
    void refill(RunningValidator validator) throws ProtocolException {
        if (phone.needsRefill(now())) {
            Signed request = phone.beginRefill(now());
            RefillAnswer answer =
                    validator.post("/v1/refills", request).message(RefillAnswer.parser());
            keep(List.of(phone.completeRefill(answer, now())));
        }
    }
}
