package org.mopay.benchmarks.load;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.otp.OtpPolicy;
import org.mopay.core.payment.PaymentIds;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.keys.ValidatorKeys;
import org.mopay.server.ledger.CreateActivation;
import org.mopay.server.ledger.EnrolDevice;
import org.mopay.server.ledger.Ledger;
import org.mopay.server.ledger.LedgerCommand;
import org.mopay.server.ledger.OpenAccount;
import org.mopay.server.ledger.PaymentOrder;
import org.mopay.server.ledger.Settle;
import org.mopay.server.ledger.TopUp;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.StoreException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Writes a town into a new store: accounts, devices, balances, and past payments with evidence of
 * the usual size. Everything goes through the ledger's own commands, in large batches, so the books
 * are those of a server that did all this one by one.
 *
 * <p>What nobody looks at is filled in: credential keys are registered under names of their own, and
 * evidence is random bytes.
 */
final class Seeder {
    private static final int BATCH = 4096;
    private static final int REPORT = 250_000;
    private static final int EVIDENCE_SIZE = 1024;
    private static final int IDENTITY_KEY_SIZE = 33;
    private static final int ANSWER_SIZE = 64;
    private static final int KEY_SIZE = 32;
    private static final long TOP_UP = 100_000_000;
    private static final long DAY = 86_400;
    private static final Asset ASSET = new Asset(Town.ASSET, Town.EXPONENT);

    private final Town town;
    private final LedgerStore store;
    private final Ledger ledger;
    private final DeviceSecrets secrets;
    private final int issuerKeyId;
    private final long now;
    private final Consumer<String> progress;
    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private Future<?> committing = CompletableFuture.completedFuture("nothing yet");
    private long commands;
    private long committed;

    private Seeder(
            Town town,
            LedgerStore store,
            Ledger ledger,
            DeviceSecrets secrets,
            int issuerKeyId,
            long now,
            Consumer<String> progress) {
        this.town = town;
        this.store = store;
        this.ledger = ledger;
        this.secrets = secrets;
        this.issuerKeyId = issuerKeyId;
        this.now = now;
        this.progress = progress;
    }

    /**
     * Fills an empty store.
     *
     * @param keys the validator's own
     * @param payments how many past payments
     * @param now seconds since the Unix epoch
     * @param progress told now and then how far it is
     */
    static void seed(
            LedgerStore store,
            Town town,
            long payments,
            ValidatorKeys keys,
            CryptoProvider crypto,
            long now,
            Consumer<String> progress)
            throws StoreException {
        try (LedgerReader past = store.openReader()) {
            Seeder seeder = new Seeder(
                    town,
                    store,
                    Ledger.load(store, past, OtpPolicy.REGISTRY),
                    new DeviceSecrets(keys.deviceSecrets(), crypto),
                    keys.current(now).issuerKeyId(),
                    now,
                    progress);
            try {
                seeder.accounts();
                seeder.payments(payments);
                seeder.commit();
                seeder.awaitCommit();
            } finally {
                seeder.writer.shutdown();
            }
        }
    }

    private void accounts() throws StoreException {
        for (int merchant = 0; merchant < town.merchants(); merchant++) {
            String name = town.merchantName(merchant);
            run(new OpenAccount(name, AccountKind.MERCHANT, Town.verifiedName(merchant)));
            enrol(name, town.merchantDevice(merchant), town.wallets() + merchant, 1);
        }
        for (int wallet = 0; wallet < town.wallets(); wallet++) {
            String name = town.walletName(wallet);
            run(new OpenAccount(name, AccountKind.WALLET, null));
            enrol(name, town.walletDevice(wallet), wallet, town.aliases());
            run(new TopUp(name, ASSET, TOP_UP, "seed", name, now - 2 * DAY));
            commitWhenLarge();
        }
    }

    private void enrol(String account, Bytes device, int number, int credentials)
            throws StoreException {
        Bytes code = ascending(number, town.digest("code", device, 0));
        run(new CreateActivation(code, account, now));
        List<Bytes> keys = new ArrayList<>(credentials);
        for (int i = 0; i < credentials; i++) {
            keys.add(ascending((long) number << Integer.SIZE | i, device));
        }
        DeviceSecrets.Pair pair = town.secrets(device);
        run(new EnrolDevice(
                code,
                code,
                device,
                filled(number, IDENTITY_KEY_SIZE),
                secrets.wrap(pair, device, town.random(number)),
                keys,
                filled(number, ANSWER_SIZE),
                now - 2 * DAY));
    }

    /** 32 bytes that begin with a number, so that rows come in the order of their keys. */
    private static Bytes ascending(long number, Bytes rest) {
        byte[] name = ByteBuffer.allocate(KEY_SIZE)
                .putLong(number)
                .put(rest.slice(0, Math.min(rest.size(), KEY_SIZE - Long.BYTES)).toArray())
                .array();
        return Bytes.copyOf(name);
    }

    private Bytes filled(long number, int size) {
        return Bytes.copyOf(town.random(number).next(size));
    }

    private void payments(long count) throws StoreException {
        for (long number = 0; number < count; number++) {
            // The last of them a day ago, a thousand a second.
            long at = now - DAY - (count - number) / 1000;
            run(new Settle(order(number, at)));
            commitWhenLarge();
        }
    }

    private PaymentOrder order(long number, long at) {
        Town.Deal deal = town.deal(number);
        Bytes payer = town.walletDevice(deal.payer().wallet());
        Bytes d = town.digest("d", payer, number);
        PaymentOrder.Payee payee = deal.toMerchant()
                ? new PaymentOrder.Payee(
                        town.merchantName(deal.merchant()),
                        town.merchantDevice(deal.merchant()),
                        null)
                : new PaymentOrder.Payee(
                        town.walletName(deal.payee().wallet()),
                        town.walletDevice(deal.payee().wallet()),
                        deal.payee().index());
        return new PaymentOrder(
                new PaymentIdentity(PaymentIds.paymentId(at, d), d, d),
                new PaymentOrder.Payer(payer, deal.payer().index()),
                payee,
                PaymentOrder.Request.plain(d, at + DAY, "coffee"),
                new Charge(ASSET, Town.AMOUNT, 1, FeeBearer.PAYEE),
                Town.AMOUNT,
                true,
                null,
                filled(number, EVIDENCE_SIZE),
                issuerKeyId,
                at);
    }

    private void run(LedgerCommand<?> command) throws StoreException {
        ledger.apply(command);
        commands++;
        if (commands % REPORT == 0) {
            progress.accept("seeded " + commands + " commands");
        }
    }

    /**
     * Has a large batch written while the next one is decided. The store does not know the batch yet
     * that is being written, so an account is finished in the batch that it was begun in.
     */
    private void commitWhenLarge() throws StoreException {
        if (commands - committed >= BATCH) {
            commit();
        }
    }

    private void commit() throws StoreException {
        Batch batch = ledger.takeBatch();
        committed = commands;
        awaitCommit();
        committing = writer.submit(() -> {
            store.commit(batch);
            return batch;
        });
    }

    private void awaitCommit() throws StoreException {
        try {
            committing.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new IllegalStateException("the seed could not be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
