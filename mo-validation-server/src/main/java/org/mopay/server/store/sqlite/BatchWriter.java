package org.mopay.server.store.sqlite;

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
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.RequestPayer;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

/** Writes the rows of a batch, in an order in which every row finds what it refers to. */
final class BatchWriter {
    private final Session session;

    BatchWriter(Session session) {
        this.session = session;
    }

    void write(Batch batch) throws StoreException {
        writeMoney(batch);
        writeDevices(batch);
        writePayments(batch);
        for (DeviceEvent event : batch.deviceEvents()) {
            write(event);
        }
    }

    private void writeMoney(Batch batch) throws StoreException {
        for (AssetUse asset : batch.assets()) {
            write(asset);
        }
        for (Account account : batch.accounts()) {
            write(account);
        }
        for (Posting posting : batch.postings()) {
            write(posting);
        }
        for (AccountBalance balance : batch.balances()) {
            write(balance);
        }
        for (TopUpRecord topUp : batch.topUps()) {
            write(topUp);
        }
    }

    private void writeDevices(Batch batch) throws StoreException {
        for (EnrolmentRecord enrolment : batch.enrolments()) {
            write(enrolment);
        }
        for (DeviceUse device : batch.devices()) {
            write(device);
        }
        for (Activation activation : batch.activations()) {
            write(activation);
        }
        for (RefillRecord refill : batch.refills()) {
            write(refill);
        }
        for (CredentialKey key : batch.credentialKeys()) {
            write(key);
        }
    }

    private void writePayments(Batch batch) throws StoreException {
        for (DecidedPayment decided : batch.payments()) {
            PaymentRows.write(session, decided.payment());
            writeEvidence(decided);
        }
        for (RefundRecord refund : batch.refunds()) {
            RefundRows.write(session, refund);
        }
        for (EvidenceRecord message : batch.evidence()) {
            write(message);
        }
        for (RequestUse request : batch.requests()) {
            write(request);
        }
        for (RequestPayer payer : batch.requestPayers()) {
            write(payer);
        }
    }

    private void write(AssetUse use) throws StoreException {
        session.on("INSERT INTO asset (code, exponent, payments) VALUES (?, ?, ?)"
                        + " ON CONFLICT (code) DO UPDATE SET payments = excluded.payments")
                .text(use.asset().code())
                .integer(use.asset().exponent())
                .integer(use.payments())
                .run();
    }

    private void write(Account account) throws StoreException {
        session.on("INSERT INTO account (number, name, kind, verified_name) VALUES (?, ?, ?, ?)")
                .integer(account.number())
                .text(account.name())
                .integer(account.kind().code())
                .text(account.verifiedName())
                .run();
    }

    private void write(Posting posting) throws StoreException {
        session.on(
                        "INSERT INTO posting (sequence, entry, account, asset, amount, balance, previous)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)")
                .integer(posting.sequence())
                .integer(posting.entry())
                .integer(posting.account())
                .text(posting.asset())
                .integer(posting.amount())
                .integer(posting.balance())
                .integer(posting.previous())
                .run();
    }

    private void write(AccountBalance balance) throws StoreException {
        session.on("INSERT INTO balance (account, asset, amount, last_posting) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (account, asset) DO UPDATE"
                        + " SET amount = excluded.amount, last_posting = excluded.last_posting")
                .integer(balance.account())
                .text(balance.asset())
                .integer(balance.amount())
                .integer(balance.lastPosting())
                .run();
    }

    private void write(TopUpRecord topUp) throws StoreException {
        session.on("INSERT INTO top_up (entry, idempotency_key, account, asset, amount, reason,"
                        + " sequence, balance, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .integer(topUp.entry())
                .text(topUp.idempotencyKey())
                .integer(topUp.account().number())
                .text(topUp.asset().code())
                .integer(topUp.amount())
                .text(topUp.reason())
                .integer(topUp.sequence())
                .integer(topUp.balance())
                .integer(topUp.recordedAt())
                .run();
    }

    private void write(EnrolmentRecord enrolment) throws StoreException {
        session.on("INSERT INTO enrolment (device, request_digest, account, identity_key,"
                        + " wrapped_secrets, answer, enrolled_at) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .device(enrolment.device())
                .blob(enrolment.requestDigest())
                .integer(enrolment.account())
                .blob(enrolment.identityKey())
                .blob(enrolment.wrappedSecrets())
                .blob(enrolment.answer())
                .integer(enrolment.enrolledAt())
                .run();
    }

    private void write(DeviceUse device) throws StoreException {
        session.on("INSERT INTO device (device, status, next_index, refills, spent, engaged,"
                        + " otp_failures, otp_locked_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (device) DO UPDATE SET status = excluded.status,"
                        + " next_index = excluded.next_index, refills = excluded.refills,"
                        + " spent = excluded.spent, engaged = excluded.engaged,"
                        + " otp_failures = excluded.otp_failures,"
                        + " otp_locked_until = excluded.otp_locked_until")
                .device(device.device())
                .integer(device.status().code())
                .integer(device.nextIndex())
                .integer(device.refills())
                .blob(device.spent())
                .blob(device.engaged())
                .integer(device.otpFailures())
                .integer(device.otpLockedUntil())
                .run();
    }

    private void write(Activation activation) throws StoreException {
        session.on("INSERT INTO activation (code_digest, account, expires_at, device)"
                        + " VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (code_digest) DO UPDATE SET device = excluded.device")
                .blob(activation.codeDigest())
                .integer(activation.account())
                .integer(activation.expiresAt())
                .device(activation.device())
                .run();
    }

    private void write(RefillRecord refill) throws StoreException {
        session.on("INSERT INTO refill (device, number, request_digest, answer)"
                        + " VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (device) DO UPDATE SET number = excluded.number,"
                        + " request_digest = excluded.request_digest, answer = excluded.answer")
                .device(refill.device())
                .integer(refill.number())
                .blob(refill.requestDigest())
                .blob(refill.answer())
                .run();
    }

    private void write(CredentialKey key) throws StoreException {
        session.on("INSERT INTO credential_key (signing_key, device, alias) VALUES (?, ?, ?)")
                .blob(key.key())
                .device(key.device())
                .integer(key.index())
                .run();
    }

    private void writeEvidence(DecidedPayment decided) throws StoreException {
        session.on("INSERT INTO evidence (entry, submission) VALUES (?, ?)")
                .integer(decided.payment().entry())
                .blob(decided.evidence())
                .run();
        if (decided.equivocation()) {
            session.on("INSERT INTO equivocation (entry) VALUES (?)")
                    .integer(decided.payment().entry())
                    .run();
        }
    }

    private void write(EvidenceRecord evidence) throws StoreException {
        session.on("INSERT INTO signed_message (entry, message) VALUES (?, ?)")
                .integer(evidence.entry())
                .blob(evidence.message())
                .run();
    }

    private void write(RequestUse request) throws StoreException {
        session.on("INSERT INTO request (request, settled, uses, expires_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (request) DO UPDATE"
                        + " SET settled = excluded.settled, uses = excluded.uses")
                .blob(request.request())
                .integer(request.settled())
                .integer(request.uses())
                .integer(request.expiresAt())
                .run();
    }

    private void write(RequestPayer payer) throws StoreException {
        session.on("INSERT INTO request_payer (request, account) VALUES (?, ?)")
                .blob(payer.request())
                .integer(payer.account())
                .run();
    }

    private void write(DeviceEvent event) throws StoreException {
        session.on("INSERT INTO device_event (entry, device, status, reason, at)"
                        + " VALUES (?, ?, ?, ?, ?)")
                .integer(event.entry())
                .device(event.device())
                .integer(event.status().code())
                .text(event.reason())
                .integer(event.at())
                .run();
    }
}
