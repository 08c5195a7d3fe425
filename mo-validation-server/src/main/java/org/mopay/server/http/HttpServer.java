package org.mopay.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.tls.TlsIdentity;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Listens, and serves a {@link Router} over HTTP/1.1 and HTTP/2 on TLS 1.3. */
@SuppressWarnings("FutureReturnValueIgnored") // Closing reports nothing that could be acted on.
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final String FLIGHT_RECORDER = "io.netty.jfr.enabled";
    private static final String LEAK_SAMPLING = "io.netty.leakDetection.samplingInterval";

    static {
        // Netty would announce its buffers to the flight recorder: a tenth of a second of each
        // start.
        System.setProperty(FLIGHT_RECORDER, System.getProperty(FLIGHT_RECORDER, "false"));
        // For one buffer in so many Netty takes a stack trace, to name who leaks it. At full load
        // that is dozens a second; as often as Netty does by itself, half a per cent of the CPU.
        System.setProperty(LEAK_SAMPLING, System.getProperty(LEAK_SAMPLING, "1024"));
    }

    private final ServerContext server;
    private final EventLoopGroup loops;
    private final ChannelGroup open;
    private final Channel listener;
    private final String stack;

    private HttpServer(
            ServerContext server,
            EventLoopGroup loops,
            ChannelGroup open,
            Channel listener,
            String stack) {
        this.server = server;
        this.loops = loops;
        this.open = open;
        this.listener = listener;
        this.stack = stack;
    }

    /** Loads what takes long to load; {@link #start} would do so itself. */
    public static void loadLibraries() {
        Tls.provider();
        Epoll.isAvailable();
    }

    /**
     * Starts to listen; port 0 takes a free one.
     *
     * @throws ProtocolException ADDRESS_IN_USE, or CONFIG_INVALID if the host has no such address
     */
    public static HttpServer start(
            InetSocketAddress address,
            HttpLimits limits,
            TlsIdentity identity,
            Router router,
            HttpObserver observer)
            throws ProtocolException {
        if (address.isUnresolved()) {
            throw new ProtocolException(
                    ErrorCode.CONFIG_INVALID, "host " + address.getHostString() + " is unknown");
        }
        ServerContext server = ServerContext.create(limits, router, observer);
        boolean epoll = Epoll.isAvailable();
        SslProvider provider = Tls.provider();
        SslContext tls = Tls.context(identity, provider);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                new DefaultThreadFactory("mo-http"),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        Class<? extends ServerChannel> channel =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(channel)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .handler(new ConnectionLimit(server, open))
                .childHandler(connection(server, tls))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new ProtocolException(
                    ErrorCode.ADDRESS_IN_USE,
                    address.getHostString() + ":" + address.getPort() + " can't be bound",
                    bound.cause());
        }
        String stack = (epoll ? "epoll" : "NIO") + ", TLS by " + provider;
        return new HttpServer(server, loops, open, bound.channel(), stack);
    }

    private static ChannelInitializer<Channel> connection(ServerContext server, SslContext tls) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel connection) {
                if (server.draining().get()) {
                    connection.close();
                    return;
                }
                SslHandler handler = tls.newHandler(connection.alloc());
                handler.setHandshakeTimeout(
                        server.limits().timeouts().handshake().toMillis(), TimeUnit.MILLISECONDS);
                connection.pipeline().addLast(handler, new ProtocolNegotiation(server));
            }
        };
    }

    /** The port that is listened on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** What carries the connections, for the start-up line: event system and TLS implementation. */
    public String stack() {
        return stack;
    }

    /**
     * Takes no more connections, answers the requests that are under way (with {@code Connection:
     * close}, or after GOAWAY), then closes. Connections left after {@code wait} are cut.
     *
     * @return whether all connections ended by themselves
     */
    public boolean drain(Duration wait) {
        server.draining().set(true);
        listener.close().awaitUninterruptibly();
        for (Channel connection : open) {
            connection.pipeline().fireUserEventTriggered(DrainEvent.INSTANCE);
        }
        boolean ended =
                open.newCloseFuture().awaitUninterruptibly(wait.toMillis(), TimeUnit.MILLISECONDS);
        close();
        return ended;
    }

    /** Cuts all connections. */
    @Override
    public void close() {
        server.draining().set(true);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
