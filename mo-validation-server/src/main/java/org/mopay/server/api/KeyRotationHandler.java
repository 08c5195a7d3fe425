package org.mopay.server.api;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.KeyRotationOrder;
import org.mopay.proto.v1.KeyRotationReceipt;
import org.mopay.server.http.Handler;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.keys.KeyGeneration;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.keys.ValidatorKeys;

import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** {@code POST /v1/operator/key-rotations}: makes a new generation of keys and lists it. */
final class KeyRotationHandler implements Handler {
    /** Seconds; no longer than a published information is valid. */
    private static final long LONGEST_LEAD = 90 * 86_400;

    private final OperatorGate gate;
    private final ValidatorKeys keys;
    private final ValidatorInfoPublisher info;
    private final Work work;
    private final LongSupplier clock;

    KeyRotationHandler(
            OperatorGate gate,
            ValidatorKeys keys,
            ValidatorInfoPublisher info,
            Work work,
            LongSupplier clock) {
        this.gate = gate;
        this.keys = keys;
        this.info = info;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) throws ProtocolException {
        gate.require(request);
        KeyRotationOrder order = Bodies.read(request, KeyRotationOrder.getDefaultInstance());
        if (order.getLead() < 0 || order.getLead() > LONGEST_LEAD) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "the lead is at most " + LONGEST_LEAD + " s");
        }
        return work.run(() -> Bodies.answer(request, rotate(order)));
    }

    private KeyRotationReceipt rotate(KeyRotationOrder order) throws ProtocolException {
        long now = clock.getAsLong();
        KeyGeneration newest = keys.rotate(order.getIssuerKeyId(), now + order.getLead());
        return KeyRotationReceipt.newBuilder()
                .setIssuerKeyId(newest.issuerKeyId())
                .setHpkeKeyId(newest.hpkeKeyId())
                .setBegins(newest.begins())
                .setSerial(info.current(now).info().getSerial())
                .build();
    }
}
