package org.mopay.cli.host;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.carrier.FrameConnection;
import org.mopay.cli.output.Failure;
import org.mopay.core.Action;
import org.mopay.core.PayeeSession;
import org.mopay.core.PaymentResult;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Abort;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Listens for payers. Whoever connects gets one frame's time to name the engagement that is shown;
 * the first who does has the session, everybody else is turned away with a code. Silence and garbage
 * cost a connection, never the request.
 */
public final class PayeeService implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 32;
    private static final Duration FIRST_FRAME = Duration.ofSeconds(10);
    private static final Bytes NO_SESSION = Bytes.copyOf(new byte[Frame.SESSION_ID_SIZE]);

    private final LocalPhone phone;
    private final ServerSocket listener;
    private final Consumer<PayeeSession> engaged;
    private final Trace trace;
    private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private @Nullable PayeeSession shown;

    private PayeeService(
            LocalPhone phone, ServerSocket listener, Consumer<PayeeSession> engaged, Trace trace) {
        this.phone = phone;
        this.listener = listener;
        this.engaged = engaged;
        this.trace = trace;
    }

    /** How a conversation ended: with a result, or because this phone could not go on. */
    private record Ended(
            @Nullable PaymentResult result, @Nullable Exception failure) {}

    /**
     * Starts to listen; nobody is served before {@link #show}.
     *
     * @param engaged is told when a payer has taken the session up
     * @throws Failure ADDRESS_IN_USE
     */
    public static PayeeService listen(
            LocalPhone phone,
            InetSocketAddress address,
            Consumer<PayeeSession> engaged,
            Trace trace)
            throws Failure {
        ServerSocket listener;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(address);
        } catch (IOException e) {
            throw Failure.of(ErrorCode.ADDRESS_IN_USE, address + ": " + e.getMessage(), e);
        }
        PayeeService service = new PayeeService(phone, listener, engaged, trace);
        daemon("payee-accept", service::accept);
        return service;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Serves this session next. */
    public synchronized void show(PayeeSession session) {
        shown = session;
    }

    /** Whether a payer is in conversation. */
    public synchronized boolean isEngaged() {
        return shown != null && shown.isEngaged();
    }

    /** Waits for a conversation to end; nothing if none ends in time. */
    public Optional<PaymentResult> await(Duration patience) throws Failure, ProtocolException {
        Ended next;
        try {
            next = ended.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ErrorCode.DEADLINE_PASSED, "interrupted", e);
        }
        if (next == null) {
            return Optional.empty();
        }
        if (next.failure instanceof Failure failure) {
            throw failure;
        }
        if (next.failure instanceof ProtocolException fault) {
            throw fault;
        }
        if (next.failure != null) {
            throw new IllegalStateException(next.failure);
        }
        return Optional.ofNullable(next.result);
    }

    private void accept() {
        while (!listener.isClosed()) {
            accepted().ifPresent(socket -> daemon("payee-connection", () -> serve(socket)));
        }
    }

    /** The next connection; nothing if it was one too many, or gone before it was accepted. */
    private Optional<Socket> accepted() {
        try {
            Socket socket = listener.accept();
            if (connections.tryAcquire()) {
                return Optional.of(socket);
            }
            socket.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void serve(Socket socket) {
        try (FrameConnection connection = FrameConnection.of(socket)) {
            Optional<Bytes> first = connection.receive(FIRST_FRAME);
            if (first.isPresent()) {
                serve(connection, first.get());
            }
        } catch (IOException | ProtocolException e) {
            // A stranger: nothing was begun, and nobody is told.
            return;
        } finally {
            connections.release();
        }
    }

    private void serve(FrameConnection connection, Bytes first)
            throws IOException, ProtocolException {
        PayeeConversation conversation;
        List<Action> actions;
        synchronized (this) {
            if (shown == null || shown.isEngaged()) {
                connection.send(abort(first, ErrorCode.SESSION_BUSY));
                return;
            }
            conversation = new PayeeConversation(phone, connection, shown, trace);
            try {
                PayeeConversation next = conversation;
                actions = next.step(() -> next.received(first));
            } catch (ProtocolException e) {
                connection.send(abort(first, e.code()));
                return;
            } catch (Failure e) {
                ended.add(new Ended(null, e));
                return;
            }
            engaged.accept(shown);
        }
        try {
            ended.add(new Ended(conversation.hold(actions), null));
        } catch (Failure | ProtocolException | RuntimeException e) {
            ended.add(new Ended(null, e));
        }
    }

    /** A hint for a payer who is not served, in the clear. */
    private static Bytes abort(Bytes frame, ErrorCode why) {
        Bytes session;
        try {
            session = Frame.decode(frame).sessionId();
        } catch (ProtocolException e) {
            session = NO_SESSION;
        }
        Bytes payload =
                Bytes.copyOf(Abort.newBuilder().setCode(why.number()).build().toByteArray());
        return new Frame(Frame.Type.ABORT, session, 0, payload).encode();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // It is closed as well as it can be.
            return;
        }
    }
}
