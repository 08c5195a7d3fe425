package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.ActivationOrder;
import org.mopay.proto.v1.AdjustmentOrder;
import org.mopay.proto.v1.AdjustmentSource;
import org.mopay.proto.v1.HoldOrder;
import org.mopay.proto.v1.HoldReceipt;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.ReleaseOrder;
import org.mopay.proto.v1.TopUpOrder;
import org.mopay.proto.v1.TopUpReceipt;

import java.net.http.HttpRequest;
import java.nio.file.Path;

/** The operator's routes: for whoever shows the token, and for nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorTest {
    private RunningValidator validator;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        validator.activate("alice", "");
        validator.topUp("alice", 1);
    }

    @AfterAll
    void stop() {
        validator.close();
    }

    private static TopUpOrder.Builder topUp(String key) {
        return TopUpOrder.newBuilder()
                .setAccount("alice")
                .setMoney(Money.newBuilder()
                        .setAmount(100)
                        .setAsset(RunningValidator.ASSET)
                        .setExponent(RunningValidator.EXPONENT))
                .setIdempotencyKey(key);
    }

    private ErrorCode refusal(TopUpOrder.Builder order) {
        return validator.order("/v1/operator/top-ups", order.build()).code();
    }

    private ErrorCode refusal(String account, String verifiedName) {
        return validator
                .order(
                        "/v1/operator/activations",
                        ActivationOrder.newBuilder()
                                .setAccount(account)
                                .setVerifiedName(verifiedName)
                                .build())
                .code();
    }

    // cites VAL-37
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/operator/activations",
                "/v1/operator/top-ups",
                "/v1/operator/adjustments",
                "/v1/operator/holds",
                "/v1/operator/holds/case%207",
                "/v1/operator/releases",
                "/v1/operator/ledger-sum",
                "/v1/operator/devices",
                "/v1/operator/key-rotations"
            })
    void knowsNobodyWithoutTheToken(String path) {
        String token = validator.operatorToken();
        for (String shown : new String[] {
            "",
            "Bearer",
            "Bearer ",
            "Bearer wrong",
            "Basic " + token,
            token,
            "Bearer " + token + "x"
        }) {
            HttpRequest.Builder request =
                    validator.request(path).header("content-type", "application/json");
            if (!shown.isEmpty()) {
                request.header("authorization", shown);
            }
            boolean reads = path.endsWith("ledger-sum") || path.contains("holds/");
            Answer answer = validator.send(
                    reads
                            ? request.GET().build()
                            : request.POST(HttpRequest.BodyPublishers.ofString("{"))
                                    .build());
            assertThat(answer.status()).as("'%s'", shown).isEqualTo(401);
            assertThat(answer.code()).isEqualTo(ErrorCode.OPERATOR_UNAUTHORIZED);
            assertThat(answer.text()).doesNotContain(token);
        }
    }

    // cites VAL-38
    @Test
    void topsUpOnceUnderOneKey() {
        TopUpReceipt first = validator
                .order("/v1/operator/top-ups", topUp("once").build())
                .message(TopUpReceipt.parser());
        TopUpReceipt again = validator
                .order("/v1/operator/top-ups", topUp("once").build())
                .message(TopUpReceipt.parser());

        assertThat(again).isEqualTo(first);
    }

    // cites VAL-38
    @Test
    void refusesTheSameKeyForAnotherOrder() {
        validator.order("/v1/operator/top-ups", topUp("key").build());

        TopUpOrder.Builder other = topUp("key");
        other.getMoneyBuilder().setAmount(101);
        assertThat(refusal(other)).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
    }

    private Answer adjust(String account, long amount, AdjustmentSource against, String key) {
        return validator.order(
                "/v1/operator/adjustments",
                AdjustmentOrder.newBuilder()
                        .setAccount(account)
                        .setMoney(euro(amount))
                        .setAgainst(against)
                        .setReason("goodwill")
                        .setIdempotencyKey(key)
                        .build());
    }

    private static Money euro(long amount) {
        return Money.newBuilder()
                .setAmount(amount)
                .setAsset(RunningValidator.ASSET)
                .setExponent(RunningValidator.EXPONENT)
                .build();
    }

    // cites VAL-44
    @Test
    void adjustsAnAccountAgainstTheReserve() throws Exception {
        AdjustmentSource reserve = AdjustmentSource.ADJUSTMENT_SOURCE_RESERVE;
        validator.activate("carol", "");
        adjust("mo:reserve", 50, AdjustmentSource.ADJUSTMENT_SOURCE_FLOAT, "fund");

        assertThat(adjust("carol", 51, reserve, "too much").code())
                .isEqualTo(ErrorCode.INSUFFICIENT_FUNDS);
        TopUpReceipt given = adjust("carol", 50, reserve, "sorry").message(TopUpReceipt.parser());
        TopUpReceipt taken = adjust("carol", -20, reserve, "back").message(TopUpReceipt.parser());

        assertThat(given.getBalance().getAmount()).isEqualTo(50);
        assertThat(taken.getBalance().getAmount()).isEqualTo(30);
        assertThat(adjust("carol", 0, reserve, "none").code()).isEqualTo(ErrorCode.AMOUNT_INVALID);
        assertThat(adjust("carol", 1, AdjustmentSource.ADJUSTMENT_SOURCE_UNSPECIFIED, "no")
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        assertThat(validator.sum().getSum()).isZero();
    }

    // cites VAL-45
    @Test
    void holdsAPartOfAnAccountAndTakesOfIt() throws Exception {
        validator.activate("dave", "");
        validator.topUp("dave", 100);
        HoldOrder order = HoldOrder.newBuilder()
                .setId("case 7")
                .setAccount("dave")
                .setMoney(euro(80))
                .setReason("disputed")
                .build();

        HoldReceipt held =
                validator.order("/v1/operator/holds", order).message(HoldReceipt.parser());
        assertThat(held.getReleased()).isFalse();
        assertThat(validator.order("/v1/operator/holds", order).message(HoldReceipt.parser()))
                .isEqualTo(held);
        assertThat(shown("case%207").message(HoldReceipt.parser())).isEqualTo(held);
        assertThat(shown("case%208").code()).isEqualTo(ErrorCode.TRANSFER_UNKNOWN);
        assertThat(adjust("dave", -21, AdjustmentSource.ADJUSTMENT_SOURCE_FLOAT, "out")
                        .code())
                .isEqualTo(ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(release("case 7", 81).code()).isEqualTo(ErrorCode.TRANSFER_EXCEEDED);
        HoldReceipt released = release("case 7", 30).message(HoldReceipt.parser());

        assertThat(released.getReleased()).isTrue();
        assertThat(released.getTaken()).isEqualTo(30);
        assertThat(shown("case%207").message(HoldReceipt.parser())).isEqualTo(released);
        assertThat(release("case 7", 0).code()).isEqualTo(ErrorCode.TRANSFER_ENDED);
        assertThat(release("case 8", 0).code()).isEqualTo(ErrorCode.TRANSFER_UNKNOWN);
        assertThat(validator.topUp("dave", 1).getBalance().getAmount()).isEqualTo(71);
    }

    private Answer shown(String id) {
        return validator.send(validator
                .asOperator("/v1/operator/holds/" + id)
                .header("accept", "application/x-protobuf")
                .GET()
                .build());
    }

    private Answer release(String id, long taken) {
        return validator.order(
                "/v1/operator/releases",
                ReleaseOrder.newBuilder()
                        .setId(id)
                        .setTaken(taken)
                        .setReason("decided")
                        .build());
    }

    @Test
    void refusesATopUpThatIsNoneOfItsAssets() {
        TopUpOrder.Builder exponent = topUp("a");
        exponent.getMoneyBuilder().setExponent(3);
        TopUpOrder.Builder asset = topUp("b");
        asset.getMoneyBuilder().setAsset("XXX");

        assertThat(refusal(exponent)).isEqualTo(ErrorCode.ASSET_UNKNOWN);
        assertThat(refusal(asset)).isEqualTo(ErrorCode.ASSET_UNKNOWN);
    }

    @Test
    void refusesAnAmountThatIsNoneOrTooLarge() {
        for (long amount : new long[] {0, -1, Long.MIN_VALUE}) {
            TopUpOrder.Builder order = topUp("amount" + amount);
            order.getMoneyBuilder().setAmount(amount);
            assertThat(refusal(order)).isEqualTo(ErrorCode.AMOUNT_INVALID);
        }
        TopUpOrder.Builder order = topUp("most");
        order.getMoneyBuilder().setAmount(Long.MAX_VALUE);
        assertThat(refusal(order)).isEqualTo(ErrorCode.AMOUNT_OVERFLOW);
    }

    @Test
    void refusesATopUpWithoutAccountOrKey() {
        assertThat(refusal(topUp("c").setAccount("nobody"))).isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
        assertThat(refusal(topUp(""))).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        assertThat(refusal(topUp("k".repeat(65)))).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        assertThat(refusal(topUp("e").setReason("r".repeat(141))))
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }

    @Test
    void refusesAnAccountsNameThatIsNone() {
        for (String name : new String[] {"", "Alice", "a b", "ä", "a".repeat(65), "a\u0000"}) {
            assertThat(refusal(name, "")).as("'%s'", name).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        }
        assertThat(refusal("shop", "n".repeat(65))).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }

    @Test
    void doesNotTurnAWalletIntoAMerchant() {
        assertThat(refusal("alice", "Alice's Shop")).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void keepsItsOwnAccountsToItself() {
        for (String own : new String[] {"mo:float", "mo:fee"}) {
            assertThat(refusal(own, "")).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
            assertThat(refusal(topUp(own).setAccount(own))).isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
        }
    }

    @Test
    void refusesGarbageForAnOrder() {
        Answer answer = validator.send(validator
                .asOperator("/v1/operator/top-ups")
                .header("content-type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        Bytes.ofHex("ffffffff").toArray()))
                .build());

        assertThat(answer.code()).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }
}
