package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.DeviceEvent;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerScan;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PaymentStatus;
import org.mopay.server.ledger.book.PaymentStep;
import org.mopay.server.ledger.book.Posting;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.SecondFactorEvent;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rebuilds every balance from the journal and compares it with what is stored, and compares the
 * journal with what payments, refunds and top-ups say. On the way it finds: a gap in the journal; an entry
 * whose postings do not add up to zero; a broken chain or a wrong running balance; a customer below
 * zero; a payment whose credentials are not marked as used, or of which more was given back than was
 * paid; requests or assets that count other payments than there are; a device or a second factor that
 * was changed without a note.
 *
 * <p>It reads everything once, in order, and holds accounts and devices in memory, not payments.
 */
public final class LedgerCheck implements LedgerScan {
    private static final int MOST_FINDINGS = 100;

    private final List<String> findings = new ArrayList<>();
    private final Map<Long, Account> accounts = new HashMap<>();
    private final Map<AccountKind, Long> own = new HashMap<>();
    private final DeviceMarks marks = new DeviceMarks();
    private final Map<Slot, AccountBalance> stored = new HashMap<>();
    private final Map<Slot, AccountBalance> rebuilt = new HashMap<>();
    private final Movements movements = new Movements();
    private final AuditTrail trail = new AuditTrail();
    private final Map<Long, Long> chainEnds = new HashMap<>();
    private final Map<String, Long> paymentsByAsset = new HashMap<>();
    // By id: transfers that have not ended.
    private final Map<String, TransferRecord> reserved = new HashMap<>();
    // By entry: what the store lists as pending and was not found to be yet.
    private final Set<Long> openPayments = new HashSet<>();
    // By entry of the payment: the newest step.
    private final Map<Long, PaymentStep> steps = new HashMap<>();
    // By payment: what was given back.
    private final Map<Bytes, Long> refunded = new HashMap<>();
    private final Map<String, Long> openEntry = new HashMap<>();
    private long openEntryNumber;
    private long postings;
    private long payments;
    private long settled;
    private long requestUses;
    private long cancelledRequests;
    private long openTransfers;
    private long pending;

    private LedgerCheck() {}

    /** One balance of one account. */
    private record Slot(long account, String asset) {}

    /**
     * What was found.
     *
     * @param payments recorded, settled and refused
     * @param findings the first hundred things that do not agree, in words; none when all is well
     */
    public record Report(long postings, long payments, List<String> findings) {
        public Report {
            findings = List.copyOf(findings);
        }

        public boolean isClean() {
            return findings.isEmpty();
        }
    }

    /** Checks one committed snapshot. */
    public static Report run(LedgerReader reader) throws StoreException {
        LedgerCheck check = new LedgerCheck();
        reader.scan(check);
        check.compareBalances();
        check.compareMovements();
        check.compareCounts();
        return new Report(check.postings, check.payments, check.findings);
    }

    @Override
    public void asset(AssetUse asset) {
        paymentsByAsset.put(asset.asset().code(), -asset.payments());
    }

    @Override
    public void account(Account account) {
        accounts.put(account.number(), account);
        if (!account.kind().isCustomer()) {
            own.put(account.kind(), account.number());
        }
    }

    @Override
    public void balance(AccountBalance balance) {
        stored.put(new Slot(balance.account(), balance.asset()), balance);
    }

    @Override
    public void device(DeviceUse device) {
        marks.stored(device);
        trail.stored(device);
    }

    @Override
    public void counters(long lastEntry, long lastPosting) {
        // What they count comes next, and is counted here.
    }

    @Override
    public void posting(Posting posting) {
        postings++;
        expect(posting.sequence() == postings, "a gap before posting %d", posting.sequence());
        if (posting.entry() != openEntryNumber) {
            closeEntry();
            expect(posting.entry() > openEntryNumber, "entry %d goes back", posting.entry());
            openEntryNumber = posting.entry();
        }
        openEntry.merge(posting.asset(), posting.amount(), Long::sum);
        movements.moved(posting.entry(), posting.account(), posting.asset(), posting.amount());

        Slot slot = new Slot(posting.account(), posting.asset());
        AccountBalance before = rebuilt.get(slot);
        long amount = (before == null ? 0 : before.amount()) + posting.amount();
        expect(posting.balance() == amount, "posting %d: wrong balance", posting.sequence());
        expect(
                posting.previous() == chainEnds.getOrDefault(posting.account(), 0L),
                "posting %d: broken chain",
                posting.sequence());
        Account account = accounts.get(posting.account());
        expect(
                account != null && (amount >= 0 || account.kind().mayBeNegative()),
                "posting %d: no such account, or below zero",
                posting.sequence());
        chainEnds.put(posting.account(), posting.sequence());
        rebuilt.put(
                slot, new AccountBalance(slot.account(), slot.asset(), amount, posting.sequence()));
    }

    @Override
    public void topUp(TopUpRecord topUp) {
        String asset = topUp.asset().code();
        long money = own(topUp.against());
        movements.decided(topUp.entry(), money, asset, -topUp.amount());
        movements.decided(topUp.entry(), topUp.account().number(), asset, topUp.amount());
    }

    @Override
    public void transfers(List<TransferRecord> open) {
        openTransfers = open.size();
    }

    @Override
    public void secondFactor(SecondFactor factor) {
        trail.stored(factor);
        expect(
                accounts.containsKey(factor.account()),
                "account %d: a second factor of nobody",
                factor.account());
    }

    @Override
    public void pendingPayments(List<PaymentRecord> open) {
        open.forEach(payment -> openPayments.add(payment.entry()));
    }

    @Override
    public void step(PaymentStep step) {
        PaymentStep before = steps.put(step.payment(), step);
        boolean follows = before == null
                ? step.number() == 1
                : step.number() == before.number() + 1 && before.ruling().isPending();
        expect(follows, "entry %d: a step that does not follow the one before", step.entry());
    }

    @Override
    public void reserved(TransferRecord transfer) {
        reserved.put(transfer.id(), transfer);
        String asset = transfer.asset().code();
        movements.decided(transfer.entry(), transfer.from().number(), asset, -transfer.amount());
        movements.decided(transfer.entry(), own(transfer.holding()), asset, transfer.amount());
    }

    @Override
    public void ended(TransferEnd end) {
        TransferRecord transfer = reserved.remove(end.id());
        expect(transfer != null, "entry %d: ends no transfer, or one that has ended", end.entry());
        if (transfer == null) {
            return;
        }
        String asset = transfer.asset().code();
        long back = transfer.amount() - end.posted();
        expect(back >= 0, "entry %d: more was posted than reserved", end.entry());
        movements.decided(end.entry(), own(transfer.holding()), asset, -transfer.amount());
        movements.decided(end.entry(), transfer.to().number(), asset, end.posted());
        movements.decided(end.entry(), transfer.from().number(), asset, back);
    }

    private long own(AccountKind kind) {
        return own.getOrDefault(kind, 0L);
    }

    @Override
    public void refund(RefundRecord refund) {
        if (!refund.ruling().isSettled()) {
            return;
        }
        String asset = refund.asset().code();
        long entry = refund.entry();
        movements.decided(entry, refund.giver().account().number(), asset, -refund.amount());
        Account receiver = refund.receiver();
        long to = receiver == null ? 0 : receiver.number();
        movements.decided(entry, to, asset, refund.amount());
        Long before = refunded.put(refund.paymentId(), refund.total());
        expect(
                refund.total() == (before == null ? 0 : before) + refund.amount(),
                "entry %d: counts other refunds than there are",
                entry);
    }

    @Override
    public void payment(PaymentRecord payment) {
        payments++;
        PaymentRecord.Payer payer = payment.payer();
        expect(
                marks.spend(payer.device(), payer.alias()),
                "entry %d: the payer's credential is not marked spent",
                payment.entry());
        PaymentStep last = steps.remove(payment.entry());
        if (payment.ruling().isPending()) {
            checkPending(payment, last);
        } else {
            expect(last == null, "entry %d: a step of what never was pending", payment.entry());
        }
        if (payment.ruling().status() != PaymentStatus.REFUSED) {
            checkEngaged(payment);
        }
        Ruling ruling = last == null ? payment.ruling() : last.ruling();
        checkRefunds(payment, ruling);
        if (ruling.isSettled()) {
            checkSettled(payment, last);
        }
    }

    private void checkEngaged(PaymentRecord payment) {
        PaymentRecord.Payee payee = payment.payee();
        expect(
                payee.alias() == null || marks.engage(payee.device(), payee.alias()),
                "entry %d: the payee's credential is not marked engaged",
                payment.entry());
    }

    /** Its money went to where it waits, and from there to the payee or back. */
    private void checkPending(PaymentRecord payment, @Nullable PaymentStep last) {
        Charge charge = payment.charge();
        String asset = charge.asset().code();
        long payer = payment.payer().account().number();
        movements.decided(payment.entry(), payer, asset, -charge.payerDebit());
        movements.decided(payment.entry(), own(AccountKind.PENDING), asset, charge.payerDebit());
        if (last == null || last.ruling().isPending()) {
            pending++;
            expect(
                    openPayments.remove(payment.entry()),
                    "entry %d: pending, and not among the open ones",
                    payment.entry());
            return;
        }
        movements.decided(last.entry(), own(AccountKind.PENDING), asset, -charge.payerDebit());
        if (!last.ruling().isSettled()) {
            movements.decided(last.entry(), payer, asset, charge.payerDebit());
        }
    }

    private void checkSettled(PaymentRecord payment, @Nullable PaymentStep last) {
        settled++;
        PaymentRecord.Payee payee = payment.payee();
        Charge charge = payment.charge();
        String asset = charge.asset().code();
        long fees = own(AccountKind.FEE);
        long entry = last == null ? payment.entry() : last.entry();
        if (last == null) {
            movements.decided(
                    entry, payment.payer().account().number(), asset, -charge.payerDebit());
        }
        movements.decided(entry, payee.account().number(), asset, charge.payeeCredit());
        movements.decided(entry, fees, asset, charge.fee());
        paymentsByAsset.merge(asset, 1L, Long::sum);
    }

    @Override
    public void request(RequestUse request) {
        requestUses += request.uses();
        cancelledRequests += request.isCancelled() ? 1 : 0;
    }

    @Override
    public void deviceChanged(DeviceEvent event) {
        trail.noted(event);
    }

    @Override
    public void secondFactorSet(SecondFactorEvent event) {
        trail.noted(event);
    }

    private void checkRefunds(PaymentRecord payment, Ruling ruling) {
        Long back = refunded.remove(payment.identity().paymentId());
        expect(
                back == null || (ruling.isSettled() && back <= payment.charge().amount()),
                "entry %d: more was given back than was paid",
                payment.entry());
    }

    private void closeEntry() {
        openEntry.forEach((asset, sum) ->
                expect(sum == 0, "entry %d does not add up to zero", openEntryNumber));
        openEntry.clear();
    }

    private void compareBalances() {
        closeEntry();
        Set<Slot> slots = new HashSet<>(stored.keySet());
        slots.addAll(rebuilt.keySet());
        for (Slot slot : slots) {
            AccountBalance journal = rebuilt.get(slot);
            expect(
                    journal != null && journal.equals(stored.get(slot)),
                    "account %d: the stored balance is not the journal's",
                    slot.account());
        }
    }

    private void compareMovements() {
        for (long account : movements.unexplained()) {
            expect(false, "account %d: the journal is not what was decided", account);
        }
    }

    private void compareCounts() {
        paymentsByAsset.forEach((asset, difference) ->
                expect(difference == 0, "an asset counts payments wrong by %d", difference));
        expect(
                openTransfers == reserved.size(),
                "%d transfers are open or ended wrongly",
                openTransfers - reserved.size());
        expect(
                marks.spentByNoPayment() == 0,
                "%d credentials are marked spent by no payment",
                marks.spentByNoPayment());
        expect(
                marks.engagedByNoPayment() <= cancelledRequests,
                "%d credentials are marked engaged by no payment",
                marks.engagedByNoPayment());
        int unnoted = trail.differences();
        expect(unnoted == 0, "%d devices or second factors are not as was noted", unnoted);
        expect(refunded.isEmpty(), "%d refunds are of no payment", refunded.size());
        expect(
                openPayments.isEmpty() && steps.isEmpty(),
                "%d payments are pending or ended wrongly",
                openPayments.size() + steps.size());
        expect(
                requestUses == settled + pending,
                "requests and payments under them differ by %d",
                requestUses - settled - pending);
    }

    private void expect(boolean holds, String finding, long number) {
        if (!holds && findings.size() < MOST_FINDINGS) {
            findings.add(String.format(Locale.ROOT, finding, number));
        }
    }
}
