package org.mopay.cli.http;

import com.google.protobuf.Message;

import org.mopay.cli.output.Failure;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.Wire;
import org.mopay.proto.v1.ActivationGrant;
import org.mopay.proto.v1.ActivationOrder;
import org.mopay.proto.v1.AdjustmentOrder;
import org.mopay.proto.v1.DeviceAnswer;
import org.mopay.proto.v1.DeviceOrder;
import org.mopay.proto.v1.HoldOrder;
import org.mopay.proto.v1.HoldReceipt;
import org.mopay.proto.v1.KeyRotationOrder;
import org.mopay.proto.v1.KeyRotationReceipt;
import org.mopay.proto.v1.LedgerSumAnswer;
import org.mopay.proto.v1.PendingPaymentsAnswer;
import org.mopay.proto.v1.ReleaseOrder;
import org.mopay.proto.v1.ReviewOrder;
import org.mopay.proto.v1.ReviewReceipt;
import org.mopay.proto.v1.SecondFactorGrant;
import org.mopay.proto.v1.SecondFactorOrder;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.TopUpOrder;
import org.mopay.proto.v1.TopUpReceipt;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What an operator asks of the own server, with the bearer token of its data directory. */
public final class OperatorClient {
    private final HttpApi api;

    public OperatorClient(ServerAddress server, String token, Duration patience) {
        this.api = new HttpApi(server, patience, Optional.of(token));
    }

    /** The validator's signed information: assets and their exponents. */
    public Signed validator() throws Failure {
        return Answer.parse(Signed.parser(), api.get("/v1/validator"));
    }

    public ActivationGrant activate(ActivationOrder order) throws Failure {
        return Answer.parse(ActivationGrant.parser(), post("/v1/operator/activations", order));
    }

    public TopUpReceipt topUp(TopUpOrder order) throws Failure {
        return Answer.parse(TopUpReceipt.parser(), post("/v1/operator/top-ups", order));
    }

    public TopUpReceipt adjust(AdjustmentOrder order) throws Failure {
        return Answer.parse(TopUpReceipt.parser(), post("/v1/operator/adjustments", order));
    }

    public HoldReceipt hold(HoldOrder order) throws Failure {
        return Answer.parse(HoldReceipt.parser(), post("/v1/operator/holds", order));
    }

    /** A hold as it stands. */
    public HoldReceipt hold(String id) throws Failure {
        // What URLEncoder writes is for forms, where a plus is a space.
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return Answer.parse(HoldReceipt.parser(), api.get("/v1/operator/holds/" + segment));
    }

    public HoldReceipt release(ReleaseOrder order) throws Failure {
        return Answer.parse(HoldReceipt.parser(), post("/v1/operator/releases", order));
    }

    /**
     * The payments that wait, the oldest first.
     *
     * @param after the sequence of the last one already seen, 0 to start at the oldest
     * @param limit 1 to 100
     */
    public PendingPaymentsAnswer pendingPayments(long after, int limit) throws Failure {
        return Answer.parse(
                PendingPaymentsAnswer.parser(),
                api.get("/v1/operator/pending-payments?after=" + after + "&limit=" + limit));
    }

    /** Settles or refuses a payment that waits. */
    public ReviewReceipt review(ReviewOrder order) throws Failure {
        return Answer.parse(ReviewReceipt.parser(), post("/v1/operator/reviews", order));
    }

    /** Gives an account a generator of codes. */
    public SecondFactorGrant secondFactor(SecondFactorOrder order) throws Failure {
        return Answer.parse(SecondFactorGrant.parser(), post("/v1/operator/second-factors", order));
    }

    /** Looks at devices, or freezes, unfreezes or revokes them. */
    public DeviceAnswer devices(DeviceOrder order) throws Failure {
        return Answer.parse(DeviceAnswer.parser(), post("/v1/operator/devices", order));
    }

    public KeyRotationReceipt rotateKeys(KeyRotationOrder order) throws Failure {
        return Answer.parse(KeyRotationReceipt.parser(), post("/v1/operator/key-rotations", order));
    }

    public LedgerSumAnswer ledgerSum() throws Failure {
        return Answer.parse(LedgerSumAnswer.parser(), api.get("/v1/operator/ledger-sum"));
    }

    private Bytes post(String path, Message body) throws Failure {
        return api.post(path, Wire.bytes(body.toByteString()));
    }
}
