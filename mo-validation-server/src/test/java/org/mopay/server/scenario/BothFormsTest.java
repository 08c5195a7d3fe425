package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;
import org.mopay.proto.v1.ActivationGrant;
import org.mopay.proto.v1.ActivationOrder;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.BalanceAnswer;
import org.mopay.proto.v1.LedgerSumAnswer;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaymentStatusAnswer;
import org.mopay.proto.v1.Problem;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementAnswer;
import org.mopay.proto.v1.TopUpOrder;
import org.mopay.proto.v1.TopUpReceipt;

import java.net.http.HttpRequest;
import java.nio.file.Path;

/** Every route in protobuf and in JSON: the same message in either, problems included. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BothFormsTest {
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", 100_00);
    }

    @AfterAll
    void stop() {
        validator.close();
    }

    private Answer post(String path, Message body, String accept) throws Exception {
        return validator.send(validator
                .asOperator(path)
                .header("content-type", JSON)
                .header("accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(JsonFormat.printer().print(body)))
                .build());
    }

    private Answer get(String path, String accept) {
        return validator.send(
                validator.asOperator(path).header("accept", accept).GET().build());
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> M json(Answer answer, M prototype)
            throws InvalidProtocolBufferException {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo(JSON);
        Message.Builder builder = prototype.newBuilderForType();
        JsonFormat.parser().merge(answer.text(), builder);
        return (M) builder.build();
    }

    /** The answer in JSON is the answer in protobuf; both were asked for in JSON. */
    private <M extends Message> M same(String path, Message body, M prototype) throws Exception {
        M json = json(post(path, body, JSON), prototype);
        Answer protobuf = post(path, body, PROTOBUF);
        assertThat(protobuf.contentType()).isEqualTo(PROTOBUF);
        assertThat((Object) protobuf.message(prototype.getParserForType())).isEqualTo(json);
        return json;
    }

    // cites VAL-27
    @Test
    void publishesItselfInBoth() throws Exception {
        Signed json = json(get("/v1/validator", JSON), Signed.getDefaultInstance());

        assertThat(get("/v1/validator", PROTOBUF).message(Signed.parser())).isEqualTo(json);
    }

    // cites VAL-27
    @Test
    void enrolsAndRefillsInBoth() throws Exception {
        Enrolment enrolment = TestPhone.begin(validator, validator.activate("carol", ""));

        same("/v1/enrolments", enrolment.request(), SealedEnrolmentAnswer.getDefaultInstance());
        same("/v1/refills", bob.phone().beginRefill(bob.now()), RefillAnswer.getDefaultInstance());
    }

    // cites ENC-39, VAL-27
    @Test
    void paysAndTellsInBoth() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, 10_00);
        AuthenticatedSubmission submission =
                AuthenticatedSubmission.parseFrom(agreed.submission().toArray());

        Outcome outcome = same("/v1/payments", submission, Outcome.getDefaultInstance());
        Bytes id = Verdict.of(validator.submit(agreed.submission()), alice).paymentId();

        PaymentStatusAnswer status = same(
                "/v1/payment-status",
                alice.phone().paymentStatusQuery(id, alice.now()),
                PaymentStatusAnswer.getDefaultInstance());
        assertThat(status.getOutcome()).isEqualTo(outcome);
        assertThat(same(
                                "/v1/balance",
                                alice.phone().balanceQuery(alice.now()),
                                BalanceAnswer.getDefaultInstance())
                        .getBalancesCount())
                .isOne();
        assertThat(same(
                                "/v1/statement",
                                alice.phone().statementQuery(0, 10, alice.now()),
                                StatementAnswer.getDefaultInstance())
                        .getEntriesCount())
                .isEqualTo(2);
    }

    @Test
    void servesTheOperatorInBoth() throws Exception {
        ActivationGrant grant = json(
                post(
                        "/v1/operator/activations",
                        ActivationOrder.newBuilder().setAccount("dora").build(),
                        JSON),
                ActivationGrant.getDefaultInstance());
        assertThat(grant.getLink()).startsWith("mo://enrol/");
        same(
                "/v1/operator/top-ups",
                TopUpOrder.newBuilder()
                        .setAccount("dora")
                        .setMoney(Money.newBuilder()
                                .setAmount(1)
                                .setAsset(RunningValidator.ASSET)
                                .setExponent(RunningValidator.EXPONENT))
                        .setIdempotencyKey("both forms")
                        .build(),
                TopUpReceipt.getDefaultInstance());
        LedgerSumAnswer sums =
                json(get("/v1/operator/ledger-sum", JSON), LedgerSumAnswer.getDefaultInstance());
        assertThat(get("/v1/operator/ledger-sum", PROTOBUF).message(LedgerSumAnswer.parser()))
                .isEqualTo(sums);
    }

    // cites VAL-29
    @Test
    void explainsAProblemInBoth() throws Exception {
        Signed query = Signed.getDefaultInstance();
        Answer json = post("/v1/balance", query, JSON);
        Answer protobuf = post("/v1/balance", query, PROTOBUF);

        assertThat(json.contentType()).isEqualTo("application/problem+json");
        Problem problem = json.problem();
        assertThat(protobuf.problem()).isEqualTo(problem);
        assertThat(problem.getCode()).isEqualTo(ErrorCode.DEVICE_UNKNOWN.code());
        assertThat(problem.getStatus()).isEqualTo(json.status()).isEqualTo(403);
        assertThat(problem.getTitle())
                .isEqualTo(ErrorText.of(ErrorCode.DEVICE_UNKNOWN).sentence());
        assertThat(problem.getFix())
                .isEqualTo(ErrorText.of(ErrorCode.DEVICE_UNKNOWN).fix());
    }

    // cites VAL-28
    @Test
    void refusesOtherFormsAndPathsAndMethods() {
        Bytes body = Bytes.ofUtf8("{}");

        assertThat(validator.post("/v1/payments", body, "text/plain").code())
                .isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(validator.post("/v1/nothing", body, JSON).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(validator.get("/v1/payments").code()).isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
        assertThat(get("/v1/validator", "text/html").code()).isEqualTo(ErrorCode.NOT_ACCEPTABLE);
    }

    // cites ENC-40
    @Test
    void refusesJsonThatIsNone() {
        String deep = "[".repeat(90_000);
        for (String text : new String[] {
            "",
            "{",
            "null",
            "[]",
            "{\"nothing\":1}",
            "{\"hpke_key_id\":1e1000000}",
            deep,
            "{\"ciphertext\":\"%%%\"}",
            "{\"suite\":{\"suite\":1}}",
            "\u0000"
        }) {
            Answer answer = validator.post("/v1/enrolments", Bytes.ofUtf8(text), JSON);
            assertThat(answer.status())
                    .as(text.substring(0, Math.min(20, text.length())))
                    .isEqualTo(400);
            assertThat(answer.body().size()).isLessThan(2000);
        }
    }
}
