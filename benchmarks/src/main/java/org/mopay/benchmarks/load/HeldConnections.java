package org.mopay.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

import org.mopay.cli.http.ServerAddress;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Idle and slow clients, held open at the same time, each on a TLS connection of its own. One that
 * the server cuts comes back at once, as an attacker's would.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What can't connect or write is opened again.
final class HeldConnections implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int AT_ONCE = 64;
    private static final int BUFFER_BYTES = 4096;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final ServerAddress address;
    private final SslContext tls;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final Semaphore connecting = new Semaphore(AT_ONCE);
    private volatile boolean closed;

    private HeldConnections(ServerAddress address) {
        this.address = address;
        this.tls = PinnedTls.context(address.tlsPin(), ApplicationProtocolNames.HTTP_1_1);
    }

    /** Opens so many of each, and returns when all of them are up. */
    static HeldConnections open(ServerAddress address, int idle, int slow)
            throws InterruptedException {
        HeldConnections held = new HeldConnections(address);
        try {
            for (int i = 0; i < idle + slow; i++) {
                if (!held.connecting.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("no more than " + held.open() + " got in");
                }
                held.connect(i < idle ? Loiterer.IDLE : Loiterer.slow(i));
            }
            if (!held.connecting.tryAcquire(AT_ONCE, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no more than " + held.open() + " got in");
            }
            held.connecting.release(AT_ONCE);
            return held;
        } catch (IllegalStateException | InterruptedException e) {
            held.close();
            throw e;
        }
    }

    /** With a permit of {@link #connecting}, which the end of the handshake gives back. */
    private void connect(Loiterer loiterer) {
        new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.SO_RCVBUF, BUFFER_BYTES)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(tls.newHandler(channel.alloc()), new Held(loiterer));
                    }
                })
                .connect(address.host(), address.port());
    }

    /** How many are up now. */
    int open() {
        return open.get();
    }

    /** How many the server has cut so far. */
    int cut() {
        return cut.get();
    }

    @Override
    public void close() {
        closed = true;
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** One of them. */
    private final class Held extends SimpleChannelInboundHandler<Object> {
        private final Loiterer loiterer;
        private boolean up;

        Held(Loiterer loiterer) {
            this.loiterer = loiterer;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
                up = true;
                open.incrementAndGet();
                connecting.release();
                say(context, loiterer.opening());
                context.channel().config().setAutoRead(loiterer.reads());
                dribble(context);
            }
        }

        private void dribble(ChannelHandlerContext context) {
            if (!loiterer.drop().isEmpty() && context.channel().isActive()) {
                context.executor()
                        .schedule(
                                () -> {
                                    say(context, loiterer.drop());
                                    dribble(context);
                                },
                                1,
                                TimeUnit.SECONDS);
            }
        }

        private static void say(ChannelHandlerContext context, String text) {
            context.writeAndFlush(
                    Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), context.newPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object answer) {
            // Read and forgotten.
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (up) {
                open.decrementAndGet();
                cut.incrementAndGet();
            } else {
                connecting.release();
            }
            if (!closed && connecting.tryAcquire()) {
                connect(loiterer);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
