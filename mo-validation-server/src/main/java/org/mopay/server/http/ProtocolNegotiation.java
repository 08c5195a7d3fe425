package org.mopay.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Builds a connection's pipeline once TLS is up and ALPN has chosen HTTP/2 or, without ALPN too,
 * HTTP/1.1. A handshake that fails is counted and closed without a word in the log: anyone can make
 * one fail.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Closing reports nothing that could be acted on.
final class ProtocolNegotiation extends ApplicationProtocolNegotiationHandler {
    private static final int CHUNK_BYTES = 8192;
    private static final int FRAME_BYTES = 16 * 1024;
    private static final int WINDOW_BYTES = 65_535;

    /** Streams a client may reset, or make us reset, a window (CVE-2023-44487, CVE-2025-8671). */
    private static final int RESETS = 200;

    private static final int RESET_WINDOW_SECONDS = 30;

    /** DATA frames without data, one after the other (CVE-2019-9518). */
    private static final int EMPTY_DATA_FRAMES = 2;

    /** CONTINUATION frames that hardly carry anything, for one header (CVE-2024-27316). */
    private static final int SMALL_CONTINUATIONS = 16;

    /** Answers to PING and SETTINGS that wait for a client that does not read (CVE-2019-9512). */
    private static final int QUEUED_CONTROL_FRAMES = 1000;

    private static final int CONSOLIDATED_FLUSHES = 256;

    private final ServerContext server;
    private boolean failed;

    ProtocolNegotiation(ServerContext server) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.server = server;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            speakHttp2(context.pipeline());
        } else {
            speakHttp1(context.pipeline());
        }
    }

    private void speakHttp1(ChannelPipeline pipeline) {
        // From here on a message is read when it is asked for: a pipelined request waits its turn.
        pipeline.channel().config().setAutoRead(false);
        pipeline.addLast(
                new HttpRequestDecoder(strict(server.limits().headerBytes())),
                new HttpResponseEncoder(),
                new FlowControlHandler(),
                new Http1ExchangeHandler(server));
    }

    /**
     * Without lenience: two lengths of one body, however they agree, are how requests are smuggled
     * past a proxy (RFC 9112 section 11.2).
     */
    private static HttpDecoderConfig strict(int headerBytes) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(headerBytes)
                .setMaxHeaderSize(headerBytes)
                .setMaxChunkSize(CHUNK_BYTES)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
    }

    private void speakHttp2(ChannelPipeline pipeline) {
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(new Http2Settings()
                        .maxHeaderListSize(server.limits().headerBytes())
                        .maxConcurrentStreams(server.limits().streams())
                        .maxFrameSize(FRAME_BYTES)
                        .initialWindowSize(WINDOW_BYTES))
                .validateHeaders(true)
                .validateRequiredPseudoHeaders(true)
                .decoderEnforceMaxRstFramesPerWindow(RESETS, RESET_WINDOW_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(RESETS, RESET_WINDOW_SECONDS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_DATA_FRAMES)
                .decoderEnforceMaxSmallContinuationFrames(SMALL_CONTINUATIONS)
                .encoderEnforceMaxQueuedControlFrames(QUEUED_CONTROL_FRAMES)
                // Every stream has deadlines of its own, so that this wait has an end.
                .gracefulShutdownTimeoutMillis(-1)
                .build();
        pipeline.addLast(
                // The answers of one commit leave in few TLS records, not in one each.
                new FlushConsolidationHandler(CONSOLIDATED_FLUSHES, true),
                codec,
                new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline()
                                .addLast(
                                        new Http2StreamFrameToHttpObjectCodec(true),
                                        new Http2ExchangeHandler(server));
                    }
                }),
                new Http2ConnectionWatch(server, codec.connection()));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == DrainEvent.INSTANCE) {
            context.close();
        } else if (event instanceof SslHandshakeCompletionEvent handshake
                && !handshake.isSuccess()) {
            fail(context);
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        fail(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context);
    }

    private void fail(ChannelHandlerContext context) {
        if (!failed) {
            failed = true;
            server.observer().connectionFault(HttpObserver.Fault.HANDSHAKE);
        }
        context.close();
    }
}
