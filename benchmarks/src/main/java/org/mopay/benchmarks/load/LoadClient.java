package org.mopay.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.http.ServerAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A few HTTP/2 connections to one server, all on one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails to connect never becomes ready.
public final class LoadClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<PaymentConnection> connections = new ArrayList<>();
    private final Judge judge;
    private final ServerAddress address;
    private final int wanted;
    private final SslContext tls;
    private @Nullable FlowRun running;

    /**
     * A client that is not connected yet.
     *
     * @param wanted how many connections
     * @param judge of all answers
     */
    public LoadClient(ServerAddress address, int wanted, Judge judge) {
        this.address = address;
        this.judge = judge;
        this.wanted = wanted;
        this.tls = PinnedTls.context(address.tlsPin(), ApplicationProtocolNames.HTTP_2);
    }

    /** Opens what is missing: the server closes connections that nothing was asked on for a while. */
    private void connect() throws InterruptedException {
        int missing =
                wanted - CompletableFuture.supplyAsync(connections::size, loop).join();
        CountDownLatch ready = new CountDownLatch(missing);
        for (int i = 0; i < missing; i++) {
            open(ready);
        }
        if (!ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not answer over HTTP/2");
        }
    }

    private void open(CountDownLatch ready) {
        String authority = address.toString();
        new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        tls.newHandler(channel.alloc()),
                                        begin(new PaymentConnection(authority, listener(ready))));
                    }
                })
                .connect(address.host(), address.port());
    }

    private static ApplicationProtocolNegotiationHandler begin(PaymentConnection connection) {
        return new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
            @Override
            protected void configurePipeline(ChannelHandlerContext context, String protocol) {
                if (!protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                    context.close();
                    return;
                }
                context.pipeline().addLast(connection);
                connection.begin();
            }
        };
    }

    private PaymentConnection.Listener listener(CountDownLatch ready) {
        return new PaymentConnection.Listener() {
            @Override
            public void ready(PaymentConnection connection) {
                if (!connections.contains(connection)) {
                    connections.add(connection);
                    ready.countDown();
                }
            }

            @Override
            public void answered(SignedPayment payment, long since, int status, byte[] body) {
                if (running != null) {
                    running.answered(payment, since, status, body);
                }
            }

            @Override
            public void drained() {
                if (running != null) {
                    running.pump();
                }
            }

            @Override
            public void closing(PaymentConnection connection) {
                connections.remove(connection);
            }

            @Override
            public void closed(PaymentConnection connection, List<SignedPayment> unanswered) {
                connections.remove(connection);
                if (running != null) {
                    running.lost(unanswered);
                }
            }
        };
    }

    /** Sends a flow; one at a time. */
    public CompletableFuture<FlowResult> send(Flow flow) throws InterruptedException {
        connect();
        CompletableFuture<FlowResult> result = new CompletableFuture<>();
        loop.execute(() -> {
            FlowRun run = new FlowRun(flow, connections, judge, loop);
            running = run;
            run.start().thenAccept(result::complete);
        });
        return result;
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
