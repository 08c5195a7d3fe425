package org.mopay.server.store.sql;

import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.Activation;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.CredentialKey;
import org.mopay.server.ledger.book.DecidedPayment;
import org.mopay.server.ledger.book.DeviceEvent;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.EnrolmentRecord;
import org.mopay.server.ledger.book.EvidenceRecord;
import org.mopay.server.ledger.book.Posting;
import org.mopay.server.ledger.book.RefillRecord;
import org.mopay.server.ledger.book.RequestPayer;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

import java.util.List;

/** Every table of the ledger, and which rows of a batch go into it. */
public final class Tables {
    public static final Table<AccountBalance> BALANCE = Table.<AccountBalance>of(
                    "balance",
                    "account, asset, amount, last_posting",
                    (balance, to) -> to.integer(balance.account())
                            .text(balance.asset())
                            .integer(balance.amount())
                            .integer(balance.lastPosting()))
            .replacing("account, asset", "amount, last_posting");

    private static final Table<AssetUse> ASSET = Table.<AssetUse>of(
                    "asset",
                    "code, exponent, payments",
                    (use, to) -> to.text(use.asset().code())
                            .integer(use.asset().exponent())
                            .integer(use.payments()))
            .replacing("code", "payments");

    private static final Table<Account> ACCOUNT = Table.of(
            "account",
            "number, name, kind, verified_name",
            (account, to) -> to.integer(account.number())
                    .text(account.name())
                    .integer(account.kind().code())
                    .text(account.verifiedName()));

    private static final Table<Posting> POSTING = Table.of(
            "posting",
            "sequence, entry, account, asset, amount, balance, previous",
            (posting, to) -> to.integer(posting.sequence())
                    .integer(posting.entry())
                    .integer(posting.account())
                    .text(posting.asset())
                    .integer(posting.amount())
                    .integer(posting.balance())
                    .integer(posting.previous()));

    private static final Table<TopUpRecord> TOP_UP = Table.of(
            "top_up",
            "entry, idempotency_key, account, against, asset, amount, reason, sequence, balance,"
                    + " recorded_at",
            (topUp, to) -> to.integer(topUp.entry())
                    .text(topUp.idempotencyKey())
                    .integer(topUp.account().number())
                    .integer(topUp.against().code())
                    .text(topUp.asset().code())
                    .integer(topUp.amount())
                    .text(topUp.reason())
                    .integer(topUp.sequence())
                    .integer(topUp.balance())
                    .integer(topUp.recordedAt()));

    private static final Table<EnrolmentRecord> ENROLMENT = Table.of(
            "enrolment",
            "device, request_digest, account, identity_key, wrapped_secrets, answer, enrolled_at",
            (enrolment, to) -> to.device(enrolment.device())
                    .blob(enrolment.requestDigest())
                    .integer(enrolment.account())
                    .blob(enrolment.identityKey())
                    .blob(enrolment.wrappedSecrets())
                    .blob(enrolment.answer())
                    .integer(enrolment.enrolledAt()));

    private static final Table<DeviceUse> DEVICE = Table.<DeviceUse>of(
                    "device",
                    "device, status, next_index, refills, spent, engaged,"
                            + " otp_failures, otp_locked_until",
                    (device, to) -> to.device(device.device())
                            .integer(device.status().code())
                            .integer(device.nextIndex())
                            .integer(device.refills())
                            .blob(device.spent())
                            .blob(device.engaged())
                            .integer(device.otpFailures())
                            .integer(device.otpLockedUntil()))
            .replacing(
                    "device",
                    "status, next_index, refills, spent, engaged, otp_failures, otp_locked_until");

    private static final Table<Activation> ACTIVATION = Table.<Activation>of(
                    "activation",
                    "code_digest, account, expires_at, device",
                    (activation, to) -> to.blob(activation.codeDigest())
                            .integer(activation.account())
                            .integer(activation.expiresAt())
                            .device(activation.device()))
            .replacing("code_digest", "device");

    private static final Table<RefillRecord> REFILL = Table.<RefillRecord>of(
                    "refill",
                    "device, number, request_digest, answer",
                    (refill, to) -> to.device(refill.device())
                            .integer(refill.number())
                            .blob(refill.requestDigest())
                            .blob(refill.answer()))
            .replacing("device", "number, request_digest, answer");

    private static final Table<CredentialKey> CREDENTIAL_KEY = Table.of(
            "credential_key",
            "signing_key, device, alias",
            (key, to) -> to.blob(key.key()).device(key.device()).integer(key.index()));

    private static final Table<DecidedPayment> EVIDENCE = Table.of(
            "evidence",
            "entry, submission",
            (decided, to) -> to.integer(decided.payment().entry()).blob(decided.evidence()));

    private static final Table<DecidedPayment> EQUIVOCATION = Table.of(
            "equivocation",
            "entry",
            (decided, to) -> to.integer(decided.payment().entry()));

    private static final Table<EvidenceRecord> SIGNED_MESSAGE = Table.of(
            "signed_message",
            "entry, message",
            (evidence, to) -> to.integer(evidence.entry()).blob(evidence.message()));

    private static final Table<RequestUse> REQUEST = Table.<RequestUse>of(
                    "request",
                    "request, settled, uses, given_back, expires_at, cancelled_at",
                    (request, to) -> to.blob(request.request())
                            .integer(request.settled())
                            .integer(request.uses())
                            .integer(request.givenBack())
                            .integer(request.expiresAt())
                            .integer(request.cancelledAt()))
            .replacing("request", "settled, uses, given_back, cancelled_at");

    private static final Table<RequestPayer> REQUEST_PAYER = Table.<RequestPayer>of(
                    "request_payer",
                    "request, account, turns",
                    (payer, to) -> to.blob(payer.request())
                            .integer(payer.account())
                            .integer(payer.turns()))
            .replacing("request, account", "turns");

    private static final Table<DeviceEvent> DEVICE_EVENT = Table.of(
            "device_event",
            "entry, device, status, reason, at",
            (event, to) -> to.integer(event.entry())
                    .device(event.device())
                    .integer(event.status().code())
                    .text(event.reason())
                    .integer(event.at()));

    private Tables() {}

    /** Takes the rows of one table. */
    public interface Sink {
        <R> void rows(Table<R> table, List<R> rows) throws StoreException;
    }

    /** Hands over a batch table by table, so that every row finds what it refers to. */
    public static void each(Batch batch, Sink to) throws StoreException {
        to.rows(ASSET, batch.assets());
        to.rows(ACCOUNT, batch.accounts());
        to.rows(POSTING, batch.postings());
        to.rows(BALANCE, batch.balances());
        to.rows(TOP_UP, batch.topUps());
        to.rows(ENROLMENT, batch.enrolments());
        to.rows(DEVICE, batch.devices());
        to.rows(ACTIVATION, batch.activations());
        to.rows(REFILL, batch.refills());
        to.rows(CREDENTIAL_KEY, batch.credentialKeys());
        to.rows(PaymentRows.TABLE, batch.payments());
        to.rows(EVIDENCE, batch.payments());
        to.rows(
                EQUIVOCATION,
                batch.payments().stream().filter(DecidedPayment::equivocation).toList());
        List<DecidedPayment> pending = batch.payments().stream()
                .filter(decided -> decided.payment().ruling().isPending())
                .toList();
        to.rows(PendingRows.TABLE, pending);
        to.rows(PendingRows.OPENED, pending);
        to.rows(PendingRows.STEP, batch.paymentSteps());
        to.rows(
                PendingRows.ENDED,
                batch.paymentSteps().stream()
                        .filter(step -> !step.ruling().isPending())
                        .toList());
        to.rows(RefundRows.TABLE, batch.refunds());
        to.rows(SIGNED_MESSAGE, batch.evidence());
        to.rows(TransferRows.TABLE, batch.transfers());
        to.rows(TransferRows.END, batch.transferEnds());
        to.rows(REQUEST, batch.requests());
        to.rows(REQUEST_PAYER, batch.requestPayers());
        to.rows(PendingRows.SECOND_FACTOR, batch.secondFactors());
        to.rows(DEVICE_EVENT, batch.deviceEvents());
        to.rows(PendingRows.SECOND_FACTOR_EVENT, batch.secondFactorEvents());
    }
}
