package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.OtpPolicy;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Overtaken;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class LedgerWriterTest {
    private static final int CAPACITY = 3;

    @TempDir
    private Path directory;

    private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();
    private final List<Integer> groups = new CopyOnWriteArrayList<>();
    private final AtomicLong ticker = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<Integer> givenUp = new CopyOnWriteArrayList<>();
    private final CommitObserver observer = new CommitObserver() {
        @Override
        public void committed(int commands, long nanos) {
            groups.add(commands);
        }

        @Override
        public void givenUp(int commands) {
            givenUp.add(commands);
        }
    };
    private volatile Executor answers = Runnable::run;
    private StoreSeam store;
    private LedgerService ledger;

    /** Lets a test hold the writer inside a commit: it arrives, and goes on when the test does. */
    private final Phaser commits = new Phaser(2);

    @BeforeEach
    void open() throws StoreException {
        open(CAPACITY, Duration.ZERO);
    }

    private void open(int capacity, Duration commitDelay) throws StoreException {
        store = new StoreSeam(SqliteLedgerStore.open(directory));
        ledger = LedgerService.open(
                store,
                new LedgerSettings(capacity, 512, commitDelay, 1, OtpPolicy.REGISTRY),
                observer,
                ticker::get,
                task -> answers.execute(task),
                fatal::complete);
    }

    private void reopen(int capacity, Duration commitDelay) throws StoreException {
        ledger.close();
        open(capacity, commitDelay);
    }

    @AfterEach
    void close() throws StoreException {
        commits.forceTermination();
        ledger.close();
    }

    // cites VAL-03, IDC-38
    @Test
    void answersWhenTheBatchIsCommittedAndNotBefore() {
        holdCommits();
        CompletableFuture<Account> opened = open("alice");
        commits.arriveAndAwaitAdvance();

        assertThat(opened).isNotDone();
        assertThat(ledger.account("alice")).isEmpty();
        commits.arriveAndAwaitAdvance();
        assertThat(opened.join()).isEqualTo(ledger.account("alice").orElseThrow());
    }

    @Test
    void commitsWhatArrivedMeanwhileAsOneBatch() {
        holdCommits();
        CompletableFuture<Account> first = open("a");
        commits.arriveAndAwaitAdvance();
        CompletableFuture<Account> second = open("b");
        CompletableFuture<Account> third = open("c");
        commits.arriveAndAwaitAdvance();

        assertThat(first.join().name()).isEqualTo("a");
        commits.arriveAndAwaitAdvance();
        assertThat(second).isNotDone();
        commits.arriveAndAwaitAdvance();
        CompletableFuture.allOf(second, third).join();
        // Held twice on its way in and out: two commits for three commands.
        assertThat(commits.getPhase()).isEqualTo(4);
        assertThat(groups).containsExactly(1, 2);
    }

    @Test
    void gathersCommandsWhileSeveralComeAtATime() throws StoreException {
        reopen(200, Duration.ofHours(1));
        List<CompletableFuture<Account>> all = new ArrayList<>();
        holdCommits();
        all.add(open("alone"));
        commits.arriveAndAwaitAdvance();
        openMany(all, 5, "together");
        commits.arriveAndAwaitAdvance();
        commits.arriveAndAwaitAdvance();
        openMany(all, 10, "gathered");
        commits.forceTermination();
        all.get(5).join();
        openMany(all, CommandQueue.ENOUGH - 10, "enough");

        all.forEach(CompletableFuture::join);
        assertThat(groups).containsExactly(1, 5, CommandQueue.ENOUGH);
        CompletableFuture<Account> last = open("last");
        assertThat(last).isNotDone();
        ledger.close();
        assertThat(last).isCompleted();
        assertThat(groups).containsExactly(1, 5, CommandQueue.ENOUGH, 1);
    }

    @Test
    void letsNobodyWaitWhoComesAlone() throws StoreException {
        reopen(CAPACITY, Duration.ofHours(1));

        for (int i = 0; i < 10; i++) {
            assertThat(open("account" + i).join().name()).isEqualTo("account" + i);
        }
    }

    private void openMany(List<CompletableFuture<Account>> opened, int count, String name) {
        for (int i = 0; i < count; i++) {
            opened.add(open(name + i));
        }
    }

    // cites VAL-17
    @Test
    void saysTryLaterAtOnceWhenItsQueueIsFull() {
        holdCommits();
        List<CompletableFuture<Account>> taken = new ArrayList<>();
        taken.add(open("a"));
        commits.arriveAndAwaitAdvance();
        for (int i = 0; i < CAPACITY; i++) {
            taken.add(open("waiting" + i));
        }

        LedgerException refused = failure(open("one-too-many"));
        assertThat(refused.code()).isEqualTo(ErrorCode.TRY_LATER);
        assertThat(refused.retryAfter()).isPositive();
        assertThat(ledger.waiting()).isEqualTo(CAPACITY);
        commits.forceTermination();
        taken.forEach(CompletableFuture::join);
        assertThat(ledger.account("one-too-many")).isEmpty();
    }

    // cites VAL-17a
    @Test
    void decidesNothingWhoseTurnComesAfterItsDeadline() {
        holdCommits();
        CompletableFuture<Account> taken = open("a", ticker.get());
        commits.arriveAndAwaitAdvance();
        CompletableFuture<Account> late = open("late", ticker.get() + 9);
        CompletableFuture<Account> inTime = open("in-time", ticker.get() + 10);
        CompletableFuture<Account> patient = open("patient");
        ticker.addAndGet(10);
        commits.forceTermination();

        LedgerException refused = failure(late);
        assertThat(refused.code()).isEqualTo(ErrorCode.TRY_LATER);
        assertThat(refused.retryAfter()).isPositive();
        assertThat(taken.join().name()).isEqualTo("a");
        assertThat(inTime.join().name()).isEqualTo("in-time");
        assertThat(patient.join().name()).isEqualTo("patient");
        assertThat(ledger.account("late")).isEmpty();
        assertThat(groups).containsExactly(1, 2);
        assertThat(givenUp).containsExactly(1);
    }

    // cites VAL-17a
    @Test
    void decidesNothingAgainAfterItsDeadline() {
        holdCommits();
        CompletableFuture<Account> first = open("a");
        commits.arriveAndAwaitAdvance();
        CompletableFuture<Account> late = open("late", ticker.get() + 9);
        CompletableFuture<Account> inTime = open("in-time", ticker.get() + 10);
        AtomicInteger strikes = new AtomicInteger();
        store.beforeCommit(() -> {
            if (strikes.getAndIncrement() == 0) {
                throw new Overtaken("by another validator");
            }
            ticker.addAndGet(10);
        });
        commits.forceTermination();

        LedgerException refused = failure(late);
        assertThat(refused.code()).isEqualTo(ErrorCode.TRY_LATER);
        assertThat(refused.retryAfter()).isPositive();
        assertThat(first.join().name()).isEqualTo("a");
        assertThat(inTime.join()).isEqualTo(ledger.account("in-time").orElseThrow());
        assertThat(ledger.account("late")).isEmpty();
        assertThat(strikes).hasValue(2);
        assertThat(groups).containsExactly(1, 1);
        assertThat(givenUp).containsExactly(1);
    }

    // cites VAL-17a
    @Test
    void comesUpToDateForNobodyWhoIsLate() {
        AtomicInteger strikes = new AtomicInteger();
        store.beforeCommit(() -> {
            strikes.incrementAndGet();
            ticker.addAndGet(10);
            throw new Overtaken("by another validator");
        });
        assertThat(failure(open("late", ticker.get() + 9)).code()).isEqualTo(ErrorCode.TRY_LATER);
        assertThat(strikes).hasValue(1);
        assertThat(givenUp).containsExactly(1);
        store.beforeCommit(() -> {});

        assertThat(open("b").join().number()).isEqualTo(1);
        assertThat(ledger.account("late")).isEmpty();
    }

    @Test
    void failsAlsoWhatIsLateWhenNobodyTakesItsAnswers() {
        answers = task -> {
            throw new RejectedExecutionException("shut down");
        };
        CompletableFuture<Account> late = open("late", ticker.get() - 1);

        assertThat(fatal.join()).isInstanceOf(RejectedExecutionException.class);
        assertThat(late).isCompletedExceptionally();
        assertThat(failure(late).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void goesOnAfterAGroupThatIsLateAltogether() {
        assertThat(failure(open("late", ticker.get() - 1)).code()).isEqualTo(ErrorCode.TRY_LATER);

        assertThat(open("late").join().name()).isEqualTo("late");
        assertThat(groups).containsExactly(1);
    }

    @Test
    void commitsWhatWaitsBeforeItCloses() throws StoreException {
        holdCommits();
        CompletableFuture<Account> first = open("a");
        commits.arriveAndAwaitAdvance();
        CompletableFuture<Account> second = open("b");
        commits.forceTermination();
        ledger.close();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(failure(open("c")).code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
        open();
        assertThat(ledger.account("b")).isPresent();
        assertThat(ledger.account("c")).isEmpty();
    }

    @Test
    void stopsForGoodWhenACommitFails() throws StoreException {
        open("a").join();
        StoreException diskFull = new StoreException(ErrorCode.STORE_UNAVAILABLE, "disk full");
        store.beforeCommit(() -> {
            throw diskFull;
        });

        assertThat(failure(open("b")).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(fatal.join()).isSameAs(diskFull);
        store.beforeCommit(() -> {});
        assertThat(failure(open("c")).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(failure(open("a")).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(ledger.account("a")).isPresent();

        ledger.close();
        open();
        assertThat(ledger.account("b")).isEmpty();
        assertThat(ledger.account("c")).isEmpty();
    }

    @Test
    void failsWhatWaitsBehindAFailedCommit() {
        store.beforeCommit(() -> {
            commits.arriveAndAwaitAdvance();
            commits.arriveAndAwaitAdvance();
            throw new StoreException(ErrorCode.STORE_UNAVAILABLE, "power cut");
        });
        CompletableFuture<Account> first = open("a");
        commits.arriveAndAwaitAdvance();
        CompletableFuture<Account> waiting = open("b");
        commits.arriveAndAwaitAdvance();

        assertThat(failure(first).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(failure(waiting).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void stopsForGoodWhenItsOwnCodeFails() {
        IllegalStateException bug = new IllegalStateException("a bug");
        store.beforeCommit(() -> {
            throw bug;
        });

        assertThat(failure(open("a")).code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(fatal.join()).isSameAs(bug);
    }

    private void holdCommits() {
        store.beforeCommit(() -> {
            commits.arriveAndAwaitAdvance();
            commits.arriveAndAwaitAdvance();
        });
    }

    private CompletableFuture<Account> open(String name) {
        return ledger.submit(new OpenAccount(name, AccountKind.WALLET, null)).toCompletableFuture();
    }

    private CompletableFuture<Account> open(String name, long deadline) {
        return ledger.submit(new OpenAccount(name, AccountKind.WALLET, null), deadline)
                .toCompletableFuture();
    }

    private static LedgerException failure(CompletableFuture<?> answer) {
        CompletionException failed = catchThrowableOfType(CompletionException.class, answer::join);
        return (LedgerException) Objects.requireNonNull(failed.getCause());
    }
}
