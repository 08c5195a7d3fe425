package org.mopay.benchmarks.load;

import io.netty.channel.EventLoop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A flow under way over some connections, all on one event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // Timers that are never cancelled.
final class FlowRun {
    private static final long SECOND = 1_000_000_000L;

    /** How long answers are waited for after the last payment was sent. */
    private static final long PATIENCE = 15 * SECOND;

    private final Flow flow;
    private final List<PaymentConnection> connections;
    private final Judge judge;
    private final EventLoop loop;
    private final FlowResult result = new FlowResult();
    private final CompletableFuture<FlowResult> done = new CompletableFuture<>();
    private final long start = System.nanoTime();
    private final long end;
    private int next;
    private int inFlight;
    private int turn;
    private boolean armed;

    FlowRun(Flow flow, List<PaymentConnection> connections, Judge judge, EventLoop loop) {
        this.flow = flow;
        this.connections = connections;
        this.judge = judge;
        this.loop = loop;
        this.end = start + (long) (flow.seconds() * SECOND);
    }

    CompletableFuture<FlowResult> start() {
        loop.schedule(this::finish, end - start + PATIENCE, TimeUnit.NANOSECONDS);
        pump();
        return done;
    }

    /** Sends whatever is due and fits. */
    void pump() {
        long now = System.nanoTime();
        while (next < flow.payments().size() && inFlight < flow.mostInFlight() && now < end) {
            long due = start + flow.arrivals().dueNanos(next);
            if (due > now) {
                wakeAt(due, now);
                break;
            }
            SignedPayment payment = flow.payments().get(next);
            Optional<PaymentConnection> free = free(payment);
            if (free.isEmpty()) {
                break;
            }
            boolean asAnswered = flow.mostInFlight() != Integer.MAX_VALUE;
            free.get().send(payment, asAnswered ? now : due);
            next++;
            inFlight++;
        }
        connections.forEach(PaymentConnection::flush);
        boolean over = next == flow.payments().size() || now >= end || connections.isEmpty();
        if (over && inFlight == 0) {
            finish();
        }
    }

    private void wakeAt(long due, long now) {
        if (!armed) {
            armed = true;
            loop.schedule(
                    () -> {
                        armed = false;
                        pump();
                    },
                    due - now,
                    TimeUnit.NANOSECONDS);
        }
    }

    private Optional<PaymentConnection> free(SignedPayment payment) {
        for (int i = 0; i < connections.size(); i++) {
            PaymentConnection candidate = connections.get(turn++ % connections.size());
            if (candidate.canTake(payment)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    void answered(SignedPayment payment, long since, int status, byte[] body) {
        inFlight--;
        long now = System.nanoTime();
        Optional<String> fault = judge.fault(payment, status, body);
        if (fault.isEmpty()) {
            result.settled(start, since, now);
        } else {
            result.failed(fault.get());
        }
    }

    void lost(List<SignedPayment> unanswered) {
        inFlight -= unanswered.size();
        result.unanswered(unanswered);
        pump();
    }

    private void finish() {
        if (!done.isDone()) {
            if (flow.mostInFlight() == Integer.MAX_VALUE) {
                result.unsent(flow.payments().size() - next);
            }
            result.sent(next);
            connections.forEach(each -> result.unanswered(each.unanswered()));
            done.complete(result);
        }
    }
}
