package org.mopay.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Reads a request within its limits, hands it to its route and writes the answer:
 *
 * <pre>
 * AWAITING -head-> READING -last byte-> HANDLING -answer-> WRITING -written-> AWAITING
 *     \______________\______ refused __________________________/ \-> DISCARDING what still comes
 * </pre>
 *
 * Each stage has one deadline. All calls are on the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Closing reports nothing that could be acted on.
abstract class ExchangeHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

    /** How much, and how long, input is still taken and dropped after an answer. */
    private static final long LINGER_BYTES = 256 * 1024L;

    private static final Duration LINGER = Duration.ofSeconds(2);

    private enum Stage {
        AWAITING,
        READING,
        HANDLING,
        WRITING,
        DISCARDING,
        CLOSED
    }

    private final ServerContext server;
    private Stage stage = Stage.AWAITING;
    private Exchange exchange = new Exchange("none", 0);
    private final Deadline deadline = new Deadline();
    private boolean inputEnded;
    private boolean lastExchange;
    private long discarded;

    ExchangeHandler(ServerContext server) {
        this.server = server;
    }

    /** Asks the transport for more input, where that has to be asked for. */
    abstract void requestInput(ChannelHandlerContext context);

    /** Checks what only this version of HTTP has. */
    abstract void checkHead(HttpRequest head) throws ProtocolException;

    /** Whether the client wants the connection kept after this request. */
    abstract boolean keepsAlive(HttpRequest head);

    /** Ends the exchange without an answer. */
    abstract void abort(ChannelHandlerContext context);

    /** Tells the client that nothing follows its answer, while its input is still taken. */
    abstract void endOutput(ChannelHandlerContext context);

    /** Ends the connection or stream, whose last answer is out; input may be left. */
    abstract void finish(ChannelHandlerContext context);

    final ServerContext server() {
        return server;
    }

    final boolean isAwaiting() {
        return stage == Stage.AWAITING;
    }

    /** Makes the current exchange the connection's last one. */
    final void endAfterThis() {
        lastExchange = true;
    }

    /** Waits for a request's head no longer than {@code wait}. */
    final void await(ChannelHandlerContext context, Duration wait) {
        stage = Stage.AWAITING;
        inputEnded = false;
        discarded = 0;
        arm(context, wait, () -> timedOut(context));
        requestInput(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            refuseMalformed(context, message.decoderResult().cause());
            return;
        }
        if (message instanceof HttpRequest head && stage == Stage.AWAITING) {
            begin(context, head);
        }
        if (message instanceof HttpContent piece) {
            receive(context, piece);
        } else if (stage == Stage.READING || stage == Stage.DISCARDING) {
            requestInput(context);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest message) {
        exchange = new Exchange(server.nextRequestId(), System.nanoTime());
        stage = Stage.READING;
        lastExchange |= !keepsAlive(message);
        if (server.draining().get()) {
            answer(context, Problem.of(ErrorCode.SHUTTING_DOWN));
            return;
        }
        try {
            checkHead(message);
            RequestHead head = RequestHead.read(message);
            exchange.head(head);
            requireRate(remoteAddress(context));
            Router.Match match = server.router().find(head.method(), head.segments());
            exchange.match(match);
            if (!exchange.admits(head.contentLength())) {
                refuseTooLarge(context);
                return;
            }
        } catch (ProtocolException | ProblemException e) {
            answer(context, problem(e));
            return;
        }
        arm(context, server.limits().timeouts().read(), () -> timedOut(context));
        if (HttpUtil.is100ContinueExpected(message)) {
            context.writeAndFlush(Answers.goOn());
        }
    }

    /** Before anything of the request is taken: what is refused here costs its header only. */
    private void requireRate(InetSocketAddress remote) {
        Duration wait = server.addresses().admit(ClientAddress.of(remote));
        if (!wait.isZero()) {
            throw new ProblemException(Problem.of(ErrorCode.RATE_LIMITED).withRetryAfter(wait));
        }
    }

    private void receive(ChannelHandlerContext context, HttpContent piece) {
        boolean last = piece instanceof LastHttpContent;
        inputEnded |= last;
        if (stage == Stage.READING) {
            if (!exchange.append(piece.content())) {
                refuseTooLarge(context);
            } else if (last) {
                dispatch(context);
            } else {
                requestInput(context);
            }
            return;
        }
        discarded += piece.content().readableBytes();
        if (stage == Stage.DISCARDING) {
            discarded(context);
        }
    }

    private void discarded(ChannelHandlerContext context) {
        if (discarded > LINGER_BYTES) {
            finish(context);
        } else if (inputEnded && !lastExchange) {
            await(context, server.limits().timeouts().idle());
        } else {
            requestInput(context);
        }
    }

    private void dispatch(ChannelHandlerContext context) {
        Exchange current = exchange;
        stage = Stage.HANDLING;
        Duration wait = server.limits().timeouts().handle();
        long over = System.nanoTime() + wait.toNanos();
        arm(context, wait, () -> answer(context, Problem.of(ErrorCode.DEADLINE_EXCEEDED)));
        CompletionStage<HttpResponse> pending;
        try {
            InetSocketAddress remote = remoteAddress(context);
            pending = current.handler().handle(current.request(remote, over));
        } catch (ProtocolException | RuntimeException e) {
            answer(context, problem(e));
            return;
        }
        pending.whenComplete((response, failure) -> {
            if (context.executor().inEventLoop()) {
                handled(context, current, response, failure);
            } else {
                context.executor().execute(() -> handled(context, current, response, failure));
            }
        });
    }

    private void handled(
            ChannelHandlerContext context,
            Exchange answered,
            @Nullable HttpResponse response,
            @Nullable Throwable failure) {
        if (answered != exchange || stage != Stage.HANDLING) {
            return;
        }
        if (response != null) {
            answer(context, response);
        } else {
            answer(context, problem(failure == null ? new NullPointerException() : failure));
        }
    }

    private Problem problem(Throwable failure) {
        Problem problem = Problem.of(failure, exchange.id());
        if (problem.code() == ErrorCode.INTERNAL_ERROR) {
            LOG.error("request {} on {} failed", exchange.id(), exchange.route(), failure);
        }
        return problem;
    }

    private void refuseTooLarge(ChannelHandlerContext context) {
        endAfterThis();
        answer(context, Problem.of(ErrorCode.MESSAGE_TOO_LARGE));
    }

    private void refuseMalformed(ChannelHandlerContext context, Throwable cause) {
        server.observer().connectionFault(HttpObserver.Fault.PROTOCOL);
        if (stage != Stage.AWAITING && stage != Stage.READING) {
            abort(context);
            return;
        }
        if (stage == Stage.AWAITING) {
            exchange = new Exchange(server.nextRequestId(), System.nanoTime());
        }
        endAfterThis();
        boolean tooLong = cause instanceof TooLongFrameException;
        answer(
                context,
                Problem.of(
                        tooLong ? ErrorCode.MESSAGE_TOO_LARGE : ErrorCode.MALFORMED_MESSAGE,
                        tooLong
                                ? "the request line or the header is too long"
                                : "not well-formed HTTP"));
    }

    private void answer(ChannelHandlerContext context, Problem problem) {
        answer(context, problem.toResponse(exchange.problemFormat()));
    }

    private void answer(ChannelHandlerContext context, HttpResponse response) {
        stage = Stage.WRITING;
        arm(context, server.limits().timeouts().write(), () -> timedOut(context));
        server.observer()
                .requestAnswered(
                        exchange.route(),
                        response.status(),
                        response.error(),
                        exchange.nanosAt(System.nanoTime()));
        lastExchange |= server.draining().get();
        context.writeAndFlush(Answers.message(response, exchange.isHead(), lastExchange))
                .addListener(written -> written(context, written.isSuccess()));
    }

    private void written(ChannelHandlerContext context, boolean success) {
        if (stage != Stage.WRITING) {
            return;
        }
        if (!success) {
            abort(context);
        } else if (inputEnded && !lastExchange) {
            await(context, server.limits().timeouts().idle());
        } else {
            linger(context);
        }
    }

    /** Closing on a client that still sends would reset the connection, and the answer with it. */
    private void linger(ChannelHandlerContext context) {
        stage = Stage.DISCARDING;
        arm(context, LINGER, () -> finish(context));
        if (lastExchange) {
            endOutput(context);
        }
        requestInput(context);
    }

    private void timedOut(ChannelHandlerContext context) {
        server.observer().connectionFault(HttpObserver.Fault.TIMEOUT);
        abort(context);
    }

    private void arm(ChannelHandlerContext context, Duration wait, Runnable expired) {
        deadline.set(context.executor(), wait, expired);
    }

    private static InetSocketAddress remoteAddress(ChannelHandlerContext context) {
        var connection = context.channel().parent();
        var remote = context.channel().remoteAddress();
        if (!(remote instanceof InetSocketAddress) && connection != null) {
            remote = connection.remoteAddress();
        }
        if (remote instanceof InetSocketAddress address) {
            return address;
        }
        throw new IllegalStateException("the connection has no address");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stage = Stage.CLOSED;
        deadline.clear();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (ConnectionFaults.isPeers(cause)) {
            server.observer().connectionFault(HttpObserver.Fault.PROTOCOL);
        } else {
            LOG.error("request {} on {} failed", exchange.id(), exchange.route(), cause);
        }
        abort(context);
    }
}
