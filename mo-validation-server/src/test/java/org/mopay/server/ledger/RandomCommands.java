package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.LedgerSum;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random commands in random order, restarts between them, and a model that only adds and subtracts
 * what was said to be settled, on one kind of store. Run with {@code -Dmo.seed=N} to repeat a run.
 */
public abstract class RandomCommands {
    private static final int STEPS = 1500;
    private static final int STEPS_BETWEEN_CHECKS = 50;
    private static final Bytes SECRET = Bytes.ofUtf8("a wrapped secret");
    private static final String[] ACCOUNTS = {"alice", "bob", "carol", "dave"};

    private final Map<String, Long> model = new HashMap<>();
    private final Map<OrderDraft, PaymentRecord> recorded = new LinkedHashMap<>();
    private final List<OrderDraft> orders = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private final Map<OrderDraft, Long> modelRefunds = new HashMap<>();
    private final Map<OrderDraft, PaymentRecord> waiting = new LinkedHashMap<>();
    private final List<TransferRecord> reserved = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private long modelFees;
    private int modelSettled;
    private LedgerKit kit;
    private Random random;

    /** Opens the store of this test, the same one each time. */
    protected abstract LedgerStore store() throws StoreException;

    @BeforeEach
    void open() throws StoreException {
        long seed = Long.getLong("mo.seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + ": -Dmo.seed=" + seed);
        random = new Random(seed);
        kit = LedgerKit.open(store());
    }

    @AfterEach
    void close() throws StoreException {
        kit.close();
    }

    // cites VAL-04
    @Test
    void keepsItsBooksWhateverComes() throws StoreException {
        for (String account : ACCOUNTS) {
            phones.add(kit.phone(account, 0));
        }

        for (int step = 1; step <= STEPS; step++) {
            step();
            if (step % STEPS_BETWEEN_CHECKS == 0) {
                check();
            }
        }
    }

    private void step() throws StoreException {
        int choice = random.nextInt(100);
        if (choice < 10) {
            topUp();
        } else if (choice < 13) {
            phones.add(kit.enrol(ACCOUNTS[random.nextInt(ACCOUNTS.length)]));
        } else if (choice < 15) {
            DeviceStatus status = random.nextBoolean() ? DeviceStatus.FROZEN : DeviceStatus.ACTIVE;
            kit.send(new SetDeviceStatus(any(phones).device(), status, "random", LedgerKit.NOW));
        } else if (choice < 16) {
            kit.close();
            kit = kit.reopen(store());
        } else if (choice < 30 && !orders.isEmpty()) {
            settle(any(orders));
        } else if (choice < 32) {
            moveInTwoPhases();
        } else if (choice < 40 && !waiting.isEmpty()) {
            endWaiting();
        } else if (choice < 34 && !orders.isEmpty()) {
            cancel(random.nextBoolean() ? any(orders) : newOrder());
        } else if (choice < 36 && !orders.isEmpty()) {
            cancelRequest(any(orders));
        } else if (choice < 45 && !recorded.isEmpty()) {
            giveBack();
        } else {
            settle(newOrder());
        }
    }

    private void topUp() {
        String account = ACCOUNTS[random.nextInt(ACCOUNTS.length)];
        long amount = 1 + random.nextInt(300);
        kit.topUp(account, amount);
        model.merge(account, amount, Long::sum);
    }

    private OrderDraft newOrder() {
        OrderDraft order = freshOrder();
        order.amount = 1 + random.nextInt(120);
        order.fee = random.nextInt(4);
        order.feeBearer = random.nextBoolean() ? FeeBearer.PAYER : FeeBearer.PAYEE;
        order.limit = 100;
        order.otpCorrect = random.nextInt(12) > 0;
        order.at = now();
        if (random.nextInt(5) == 0) {
            order.hesitation = new PaymentOrder.Hesitation(
                    random.nextBoolean(), 3, order.at + random.nextInt(600), order.at + 900);
        }
        if (random.nextInt(40) == 0) {
            order.payerAlias = random.nextInt(1 + order.payerAlias);
        }
        orders.add(order);
        return order;
    }

    private long now() {
        return LedgerKit.NOW + orders.size() * 20L;
    }

    private OrderDraft freshOrder() {
        Phone payer = usable();
        if (!orders.isEmpty() && random.nextInt(5) == 0) {
            return any(orders).again(kit, payer);
        }
        OrderDraft order = kit.order(payer, usable(), 1);
        if (random.nextInt(20) == 0) {
            order.payeeAlias = random.nextInt(LedgerKit.ALIASES);
        }
        return random.nextInt(4) == 0
                ? order.shareable(200L, random.nextBoolean() ? 3 : null, random.nextBoolean())
                : order;
    }

    /** A phone that has credentials left. */
    private Phone usable() {
        Phone phone = any(phones);
        while (phone.aliasesLeft() == 0) {
            phone = kit.enrol(phone.account());
            phones.add(phone);
        }
        return phone;
    }

    private void settle(OrderDraft order) {
        take(order, decide(new Settle(order.build())));
    }

    private void cancel(OrderDraft order) {
        boolean isNew = !recorded.containsKey(order);
        Decision decision = decide(new CancelPayment(order.build()));
        take(order, decision);
        if (isNew && decision != null) {
            assertThat(decision.payment().ruling().isSettled()).isFalse();
        }
    }

    private void cancelRequest(OrderDraft order) {
        PaymentOrder built = order.build();
        try {
            kit.send(new CancelRequest(
                    built.requestKey(),
                    built.request(),
                    order.amount,
                    order.payee.device(),
                    order.payeeAlias,
                    order.d,
                    1,
                    order.at));
            endCancelled();
        } catch (LedgerException nothingRecorded) {
            assertThat(nothingRecorded.code())
                    .isIn(ErrorCode.ALIAS_SPENT, ErrorCode.CREDENTIAL_INVALID);
        }
    }

    private void take(OrderDraft order, @Nullable Decision decision) {
        if (decision == null) {
            assertThat(recorded.containsKey(order)).isEqualTo(waiting.containsKey(order));
            return;
        }
        PaymentRecord payment = decision.payment();
        PaymentRecord before = recorded.put(order, payment);
        if (before != null && decision.replayed()) {
            assertThat(payment).isEqualTo(before);
            return;
        }
        assertThat(decision.replayed()).isFalse();
        long debit = order.amount + (order.feeBearer == FeeBearer.PAYER ? order.fee : 0);
        boolean waited = waiting.remove(order) != null;
        assertThat(before != null).isEqualTo(waited);
        if (waited) {
            move(order.payer, debit);
        }
        if (payment.ruling().isSettled()) {
            modelSettled++;
            modelFees += order.fee;
            move(order.payer, -debit);
            move(order.payee, debit - order.fee);
        } else if (payment.ruling().isPending()) {
            waiting.put(order, payment);
            move(order.payer, -debit);
        }
    }

    /** Anything that may happen to a payment that waits. */
    private void endWaiting() {
        OrderDraft order = any(List.copyOf(waiting.keySet()));
        Bytes id = order.paymentId();
        int choice = random.nextInt(10);
        if (choice == 0) {
            kit.send(new SetSecondFactor(order.payer.account(), SECRET, "", now()));
        } else if (choice == 1) {
            take(order, decide(new CancelPending(id, order.d, 1, now())));
        } else if (choice < 4) {
            take(order, decide(new ReviewPayment(id, random.nextBoolean(), "random", 1, now())));
        } else if (choice < 6) {
            for (PaymentRecord ended : kit.send(new ExpirePayments(1, 3, now()))) {
                take(waitingOf(ended), new Decision(ended, false));
            }
        } else {
            Long timeStep = random.nextBoolean() ? Long.valueOf(now() / 30) : null;
            take(
                    order,
                    decide(new AnswerStepUp(id, random.nextInt(3), SECRET, timeStep, 1, now())));
        }
    }

    /** What waited under a request that was cancelled does so no more. */
    private void endCancelled() {
        for (OrderDraft order : List.copyOf(waiting.keySet())) {
            PaymentRecord now = kit.ledger().payment(order.paymentId()).orElseThrow();
            if (!now.ruling().isPending()) {
                assertThat(now.ruling().code()).isEqualTo(ErrorCode.REQUEST_CANCELLED);
                take(order, new Decision(now, false));
            }
        }
    }

    private OrderDraft waitingOf(PaymentRecord payment) {
        return waiting.keySet().stream()
                .filter(order -> order.d.equals(payment.identity().d()))
                .findFirst()
                .orElseThrow();
    }

    /** Reserves, and ends one that was reserved before, in any way. */
    private void moveInTwoPhases() {
        long now = now();
        String from = ACCOUNTS[random.nextInt(ACCOUNTS.length)];
        String to = ACCOUNTS[random.nextInt(ACCOUNTS.length)];
        try {
            TransferRecord transfer = kit.send(new ReserveTransfer(
                    "transfer " + random.nextInt(200),
                    from,
                    to,
                    AccountKind.PENDING,
                    LedgerKit.EUR,
                    1 + random.nextInt(50),
                    now + random.nextInt(500),
                    "",
                    now));
            if (!reserved.contains(transfer)) {
                reserved.add(transfer);
                model.merge(from, -transfer.amount(), Long::sum);
            }
        } catch (LedgerException nothingRecorded) {
            assertThat(nothingRecorded.code()).isNotEqualTo(ErrorCode.STORE_UNAVAILABLE);
        }
        if (!reserved.isEmpty()) {
            end(any(reserved), now);
        }
        for (TransferEnd end : kit.send(new ExpireTransfers(1000, now))) {
            ended(end);
        }
    }

    private void end(TransferRecord transfer, long now) {
        boolean open = !ended.contains(transfer.id());
        try {
            TransferEnd end = random.nextBoolean()
                    ? kit.send(new PostTransfer(transfer.id(), 1 + random.nextInt(60), "", now))
                    : kit.send(new VoidTransfer(transfer.id(), "", now));
            if (open) {
                ended(end);
            }
        } catch (LedgerException refused) {
            assertThat(refused.code()).isNotEqualTo(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    private void ended(TransferEnd end) {
        assertThat(ended.add(end.id())).isTrue();
        TransferRecord transfer = reserved.stream()
                .filter(each -> each.id().equals(end.id()))
                .findFirst()
                .orElseThrow();
        assertThat(end.posted()).isBetween(0L, transfer.amount());
        model.merge(transfer.to().name(), end.posted(), Long::sum);
        model.merge(transfer.from().name(), transfer.amount() - end.posted(), Long::sum);
    }

    private void giveBack() {
        Map.Entry<OrderDraft, PaymentRecord> paid = any(List.copyOf(recorded.entrySet()));
        OrderDraft order = paid.getKey();
        Phone giver = random.nextInt(10) == 0 ? any(phones) : order.payee;
        RefundDraft refund = kit.refund(paid.getValue(), giver, 1 + random.nextInt(80));
        refund.otpCorrect = random.nextInt(12) > 0;
        refund.at = now();
        try {
            if (kit.giveBack(refund).ruling().isSettled()) {
                assertThat(giver.account()).isEqualTo(order.payee.account());
                move(giver, -refund.amount);
                move(order.payer, refund.amount);
                long back = modelRefunds.merge(order, refund.amount, Long::sum);
                assertThat(back).isLessThanOrEqualTo(order.amount);
            }
        } catch (LedgerException nothingRecorded) {
            assertThat(nothingRecorded.code()).isEqualTo(ErrorCode.OTP_LOCKED);
        }
    }

    /** Null if nothing was recorded. */
    private @Nullable Decision decide(LedgerCommand<Decision> command) {
        try {
            return kit.send(command);
        } catch (LedgerException nothingRecorded) {
            return null;
        }
    }

    private void move(Phone phone, long amount) {
        long balance = model.merge(phone.account(), amount, Long::sum);
        assertThat(balance).isNotNegative();
    }

    private void check() {
        kit.assertSound();
        assertThat(kit.ledger().pendingPayments(0, 1000))
                .containsExactlyInAnyOrderElementsOf(waiting.values());
        for (String account : ACCOUNTS) {
            assertThat(kit.balance(account)).isEqualTo(model.getOrDefault(account, 0L));
        }
        long customers = model.values().stream().mapToLong(Long::longValue).sum();
        assertThat(kit.ledger().sums())
                .allMatch(sum ->
                        sum.equals(new LedgerSum(LedgerKit.EUR, 0, customers, modelSettled)));
        if (modelFees > 0) {
            assertThat(kit.balance("mo:fee")).isEqualTo(modelFees);
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
