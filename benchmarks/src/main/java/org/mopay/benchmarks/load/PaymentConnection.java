package org.mopay.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2FrameReader;
import io.netty.handler.codec.http2.Http2FrameWriter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.collection.IntObjectHashMap;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One HTTP/2 connection that only posts payments. It reads and writes frames itself, without a
 * channel or a flow controller a stream: that is what keeps the driver cheap. For its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write ends the connection, which tells.
final class PaymentConnection extends ByteToMessageDecoder {
    /** The largest window, given once: answers are small, and all of them are read at once. */
    private static final int WINDOW = Integer.MAX_VALUE - Http2CodecUtil.DEFAULT_WINDOW_SIZE;

    private static final int REFRESH = 1 << 30;
    private static final int MOST_STREAMS = 100;

    private final Http2FrameReader reader = new DefaultHttp2FrameReader();
    private final Http2FrameWriter writer = new DefaultHttp2FrameWriter();
    private final Frames frames = new Frames();
    private final IntObjectHashMap<Sent> open = new IntObjectHashMap<>();
    private final Listener listener;
    private final String authority;
    private @Nullable ChannelHandlerContext context;
    private int nextStream = 1;
    private long sendWindow = Http2CodecUtil.DEFAULT_WINDOW_SIZE;
    private int unacknowledged;
    private boolean settled;
    private boolean dirty;

    /** Hears of the answers. */
    interface Listener {
        /** The server has said what it allows; payments may be sent. */
        void ready(PaymentConnection connection);

        /**
         * A payment was answered.
         *
         * @param since what was given when it was sent
         */
        void answered(SignedPayment payment, long since, int status, byte[] body);

        /** Whatever had arrived was read: the time to send more. */
        void drained();

        /** Nothing more may be sent; what is under way is still answered. */
        void closing(PaymentConnection connection);

        /** The connection is gone, with these payments unanswered. */
        void closed(PaymentConnection connection, List<SignedPayment> unanswered);
    }

    /** A payment under way. */
    private static final class Sent {
        final SignedPayment payment;
        final long since;
        int status;
        byte[] body = new byte[0];

        Sent(SignedPayment payment, long since) {
            this.payment = payment;
            this.since = since;
        }
    }

    PaymentConnection(String authority, Listener listener) {
        this.authority = authority;
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        this.context = added;
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "used before it was added to a pipeline");
    }

    /** Begins to speak, once TLS is up. */
    void begin() {
        context().write(Http2CodecUtil.connectionPrefaceBuf());
        writer.writeSettings(
                context(), new Http2Settings().pushEnabled(false), context().newPromise());
        writer.writeWindowUpdate(context(), 0, WINDOW, context().newPromise());
        context().flush();
    }

    /** Whether another payment can go out now. */
    boolean canTake(SignedPayment payment) {
        return settled
                && open.size() < MOST_STREAMS
                && sendWindow >= payment.submission().size();
    }

    /** What is under way. */
    List<SignedPayment> unanswered() {
        List<SignedPayment> unanswered = new ArrayList<>();
        open.values().forEach(sent -> unanswered.add(sent.payment));
        return unanswered;
    }

    /** Writes a payment; it leaves with the next {@link #flush}. */
    void send(SignedPayment payment, long since) {
        byte[] body = payment.submission().toArray();
        Http2Headers headers = new DefaultHttp2Headers(false, 8)
                .method("POST")
                .scheme("https")
                .authority(authority)
                .path("/v1/payments")
                .set(HttpHeaderNames.CONTENT_TYPE, "application/x-protobuf")
                .set(HttpHeaderNames.ACCEPT, "application/x-protobuf")
                .set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        int stream = nextStream;
        nextStream += 2;
        open.put(stream, new Sent(payment, since));
        sendWindow -= body.length;
        writer.writeHeaders(context(), stream, headers, 0, false, context().newPromise());
        writer.writeData(
                context(),
                stream,
                Unpooled.wrappedBuffer(body),
                0,
                true,
                context().newPromise());
        dirty = true;
    }

    void flush() {
        if (dirty) {
            dirty = false;
            context().flush();
        }
    }

    void close() {
        context().close();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
            throws Http2Exception {
        reader.readFrame(ctx, in, frames);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
        listener.drained();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        settled = false;
        List<SignedPayment> unanswered = unanswered();
        open.clear();
        listener.closed(this, unanswered);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void end(int stream) {
        Sent sent = open.remove(stream);
        if (sent != null) {
            listener.answered(sent.payment, sent.since, sent.status, sent.body);
            if (!settled && open.isEmpty()) {
                context().close();
            }
        }
    }

    /** What the server sends. */
    private final class Frames extends Http2FrameAdapter {
        @Override
        public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) {
            writer.writeSettingsAck(ctx, ctx.newPromise());
            ctx.flush();
            settled = true;
            listener.ready(PaymentConnection.this);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext ctx,
                int stream,
                Http2Headers headers,
                int padding,
                boolean last) {
            Sent sent = open.get(stream);
            if (sent != null && headers.status() != null) {
                sent.status = Integer.parseInt(headers.status().toString());
            }
            if (last) {
                end(stream);
            }
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext ctx,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean last) {
            onHeadersRead(ctx, stream, headers, padding, last);
        }

        @Override
        public int onDataRead(
                ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean last) {
            int size = data.readableBytes() + padding;
            Sent sent = open.get(stream);
            if (sent != null) {
                int before = sent.body.length;
                sent.body = Arrays.copyOf(sent.body, before + data.readableBytes());
                data.readBytes(sent.body, before, data.readableBytes());
            }
            unacknowledged += size;
            if (unacknowledged > REFRESH) {
                writer.writeWindowUpdate(ctx, 0, unacknowledged, ctx.newPromise());
                unacknowledged = 0;
                dirty = true;
            }
            if (last) {
                end(stream);
            }
            return size;
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long errorCode) {
            end(stream);
        }

        @Override
        public void onPingRead(ChannelHandlerContext ctx, long data) {
            writer.writePing(ctx, true, data, ctx.newPromise());
            ctx.flush();
        }

        @Override
        public void onWindowUpdateRead(ChannelHandlerContext ctx, int stream, int increment) {
            if (stream == 0) {
                sendWindow += increment;
            }
        }

        @Override
        public void onGoAwayRead(
                ChannelHandlerContext ctx, int lastStream, long errorCode, ByteBuf debug) {
            settled = false;
            listener.closing(PaymentConnection.this);
            if (open.isEmpty()) {
                ctx.close();
            }
        }
    }
}
