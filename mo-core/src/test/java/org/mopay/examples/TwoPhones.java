package org.mopay.examples;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.Amount;
import org.mopay.core.PaymentProposal;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.RequestDraft;
import org.mopay.core.StepUpPrompt;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.FeeBearer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Two phones in one process: they enrol, and one pays the other. */
final class TwoPhones {
    private static final String PIN = "2580";
    private static final RequestDraft COFFEE = new RequestDraft(
            new Amount(450, "USD", 2), "a coffee", "Cafe Example", 60, FeeBearer.FEE_BEARER_PAYEE);

    private final Validator validator;
    private final RandomSource random;
    private final LongSupplier clock;

    TwoPhones(Validator validator, RandomSource random, LongSupplier clock) {
        this.validator = validator;
        this.random = random;
        this.clock = clock;
    }

    /** How the payment ended on the payer's phone and on the payee's. */
    record Ends(PaymentResult payer, PaymentResult payee) {}

    /** Enrols a phone with each link, and lets the first pay the second. */
    Ends pay(String payerLink, String payeeLink)
            throws ProtocolException, InvalidProtocolBufferException, InterruptedException {
        Store payerStore = new Store();
        Store payeeStore = new Store();
        long now = clock.getAsLong();
        Phone payer = new Enrolling(random, payerStore, validator).enrol(payerLink, PIN, now);
        Phone payee = new Enrolling(random, payeeStore, validator).enrol(payeeLink, PIN, now);
        Carrier[] carriers = Carrier.pair();
        PayerApp payerApp =
                new PayerApp(payer, payerStore, carriers[0], new WillingUser(), PIN, clock);
        PayeeApp payeeApp = new PayeeApp(payee, payeeStore, carriers[1], validator, clock);

        BlockingQueue<String> shown = new LinkedBlockingQueue<>();
        CompletableFuture<PaymentResult> payees = new CompletableFuture<>();
        Thread payeeThread = new Thread(() -> {
            try {
                payees.complete(payeeApp.receive(COFFEE, shown::add));
            } catch (ProtocolException | RuntimeException e) {
                payees.completeExceptionally(e);
            }
        });
        payeeThread.start();
        String link = shown.poll(60, TimeUnit.SECONDS);
        if (link == null) {
            throw new IllegalStateException("the payee shows no link");
        }
        PaymentResult payers = payerApp.pay(link);
        return new Ends(payers, payees.join());
    }

    /** Pays whatever is shown. */
    private static final class WillingUser implements User {
        @Override
        public boolean agrees(PaymentProposal shown) {
            return true;
        }

        @Override
        public String code(StepUpPrompt asked) {
            return "492039";
        }
    }
}
