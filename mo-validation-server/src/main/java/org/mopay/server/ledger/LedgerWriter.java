package org.mopay.server.ledger;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.thread.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The one thread that decides. It takes the commands that have arrived while it was busy (alone, a
 * command is a batch of one; see {@link CommandQueue} for when it gathers more), decides them in
 * order, commits the batch, and only then lets the answers go. A command whose deadline has passed
 * before it is decided, or decided again, is given up; once it is decided its commit may take long.
 *
 * <p>When a commit fails, or the ledger throws what it should not, nobody knows any more whether
 * memory and disk agree. Then the writer stops for good: the batch, what waits and what comes later
 * fail with {@code STORE_UNAVAILABLE}. The process has to start again from the disk. A store that is
 * away or overtaken by others says that it has written nothing: then the batch's commands are told to
 * try later, and the writer goes on.
 */
public final class LedgerWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int TRY_AGAIN_SECONDS = 1;

    /** Far enough off, and near enough for the difference of two ticks not to overflow. */
    private static final long NO_DEADLINE = Long.MAX_VALUE / 2;

    private final GroupCommit commit;
    private final int maxBatch;
    private final CommandQueue queue;
    private final LedgerChanges changes;
    private final CommitObserver observer;
    private final LongSupplier ticker;
    private final Executor answers;
    private final Consumer<Throwable> onFatal;
    private final Thread thread = new Thread(this::run, "ledger-writer");

    private LedgerWriter(
            Ledger ledger,
            LedgerStore store,
            LedgerSettings settings,
            LedgerChanges changes,
            CommitObserver observer,
            LongSupplier ticker,
            Executor answers,
            Consumer<Throwable> onFatal) {
        this.commit =
                new GroupCommit(ledger, store, new WatchedMemory(ledger.memory(), changes), ticker);
        this.maxBatch = settings.maxBatch();
        this.queue = new CommandQueue(settings.queueCapacity(), settings.commitDelay());
        this.changes = changes;
        this.observer = observer;
        this.ticker = ticker;
        this.answers = answers;
        this.onFatal = onFatal;
    }

    /**
     * Starts the thread.
     *
     * @param changes told what has changed, before anything of it is answered
     * @param ticker monotonic nanoseconds, in which deadlines are
     * @param answers where the answers are completed, a task a batch
     * @param onFatal told, on the writer's thread, why the writer has stopped for good
     */
    static LedgerWriter start(
            Ledger ledger,
            LedgerStore store,
            LedgerSettings settings,
            LedgerChanges changes,
            CommitObserver observer,
            LongSupplier ticker,
            Executor answers,
            Consumer<Throwable> onFatal) {
        LedgerWriter writer = new LedgerWriter(
                ledger, store, settings, changes, observer, ticker, answers, onFatal);
        writer.thread.start();
        return writer;
    }

    /** Hands a command over that is decided whenever its turn comes. */
    public <R> CompletionStage<R> submit(LedgerCommand<R> command) {
        return submit(command, ticker.getAsLong() + NO_DEADLINE);
    }

    /**
     * Hands a command over.
     *
     * @param deadline by the ticker: when the writer gets to the command later than this, nothing is
     *     decided
     * @return completes when the result is durable, or with a {@link LedgerException}: at once with
     *     {@code TRY_LATER} when the queue is full and {@code SHUTTING_DOWN} after {@link #close};
     *     later with {@code TRY_LATER} when the deadline has passed
     */
    public <R> CompletionStage<R> submit(LedgerCommand<R> command, long deadline) {
        PendingCommand<R> pending = new PendingCommand<>(command, deadline);
        queue.offer(pending);
        return pending.future();
    }

    /** How many commands wait. */
    public int waiting() {
        return queue.size();
    }

    /** Takes no more commands, and returns when those that wait, and are in time, are committed. */
    @Override
    public void close() {
        queue.close(new LedgerException(ErrorCode.SHUTTING_DOWN, "the ledger is closed"));
        if (Thread.currentThread() != thread) {
            Threads.awaitEnd(thread);
        }
    }

    private void run() {
        List<PendingCommand<?>> group = queue.take(maxBatch);
        while (!group.isEmpty()) {
            try {
                settle(group);
            } catch (Throwable fatal) {
                stop(fatal, group);
                return;
            }
            group = queue.take(maxBatch);
        }
    }

    private void settle(List<PendingCommand<?>> group) throws StoreException {
        try {
            long start = System.nanoTime();
            Batch batch = commit.settle(group);
            changes.committed(batch);
            int decided = group.size() - countGivenUp(group);
            if (decided > 0) {
                observer.committed(decided, System.nanoTime() - start);
            }
            answers.execute(() -> group.forEach(PendingCommand::answer));
        } catch (StoreException e) {
            if (e.code() != ErrorCode.TRY_LATER) {
                throw e;
            }
            countGivenUp(group);
            LOG.warn("a batch was not written, its commands are to come again: {}", e.getMessage());
            LedgerException refusal = new LedgerException(
                    ErrorCode.TRY_LATER, TRY_AGAIN_SECONDS, "the store took no batch");
            answers.execute(() -> group.forEach(command -> command.fail(refusal)));
        }
    }

    private int countGivenUp(List<PendingCommand<?>> group) {
        int count =
                Math.toIntExact(group.stream().filter(PendingCommand::isGivenUp).count());
        if (count > 0) {
            observer.givenUp(count);
        }
        return count;
    }

    private void stop(Throwable fatal, List<PendingCommand<?>> group) {
        LedgerException reason =
                new LedgerException(ErrorCode.STORE_UNAVAILABLE, "the ledger has stopped", fatal);
        queue.close(reason);
        group.forEach(command -> command.fail(reason));
        queue.take(Integer.MAX_VALUE).forEach(command -> command.fail(reason));
        onFatal.accept(fatal);
    }
}
