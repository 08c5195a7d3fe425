package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.Amount;
import org.mopay.core.PaymentResult;
import org.mopay.core.RequestDraft;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.TopUpOrder;
import org.mopay.proto.v1.TopUpReceipt;

import java.nio.file.Path;

/** Points and gift certificates are paid like money, and never mixed with it. */
class PointsTest {
    private static final String STARS = "X-STAR";

    @TempDir
    Path directory;

    // cites ENC-31
    @Test
    void arePaidBesideMoney() throws Exception {
        RunningValidator validator = RunningValidator.start(
                directory, new TestClock(), "--assets=EUR:2,X-STAR:0:points");
        TestPhone alice = TestPhone.enrol(validator, "alice");
        TestPhone bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", 100);
        validator
                .order(
                        "/v1/operator/top-ups",
                        TopUpOrder.newBuilder()
                                .setAccount("alice")
                                .setMoney(Money.newBuilder().setAmount(50).setAsset(STARS))
                                .setIdempotencyKey("stars")
                                .build())
                .message(TopUpReceipt.parser());

        Conversation agreed = Conversation.agree(
                alice,
                bob,
                new RequestDraft(new Amount(20, STARS, 0), "", "", 600, FeeBearer.FEE_BEARER_PAYER),
                "");
        agreed.answered(validator.submit(agreed.submission()));

        assertThat(agreed.payerResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(alice.balance(validator)).isEqualTo(100);
        assertThat(alice.phone().validator().info().getAssetsList())
                .extracting(AssetDefinition::getName)
                .containsExactly("EUR", "points");
        assertThat(validator.stopAndCheck().findings()).isEmpty();
    }
}
