package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.RefillRequest;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementEntry;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What a device may ask of its validator: in its own name, with its own signature, now. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeviceRequestsTest {
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        for (int i = 1; i <= 5; i++) {
            validator.topUp("alice", i);
        }
    }

    @AfterAll
    void stop() {
        validator.close();
    }

    private static Signer identity(TestPhone phone) {
        return TestPhone.CRYPTO.p256Signer(secret(phone.stored().getIdentityScalar()));
    }

    /** Alice's balance query, altered and signed by her. */
    private Signed altered(Consumer<DeviceQuery.Builder> edit) throws Exception {
        DeviceQuery.Builder query =
                DeviceQuery.parseFrom(alice.phone().balanceQuery(alice.now()).getBody())
                        .toBuilder();
        edit.accept(query);
        return MessageType.DEVICE_QUERY.sign(query.build(), identity(alice));
    }

    private ErrorCode refusal(Signed query) {
        return validator.post("/v1/balance", query).code();
    }

    // cites VAL-32
    @Test
    void refusesADeviceItDoesNotKnow() throws Exception {
        assertThat(refusal(altered(query -> query.setDeviceId(ByteString.copyFrom(new byte[8])))))
                .isEqualTo(ErrorCode.DEVICE_UNKNOWN);
        assertThat(refusal(altered(query -> query.setDeviceId(ByteString.EMPTY))))
                .isEqualTo(ErrorCode.DEVICE_UNKNOWN);
        assertThat(refusal(altered(query -> query.setDeviceId(ByteString.copyFrom(new byte[300])))))
                .isEqualTo(ErrorCode.DEVICE_UNKNOWN);
    }

    // cites VAL-32
    @Test
    void refusesAnothersSignature() throws Exception {
        Signed query = altered(edit -> edit.setDeviceId(byteString(bob.phone().deviceId())));

        assertThat(refusal(query)).isEqualTo(ErrorCode.SIGNATURE_INVALID);
    }

    // cites ENC-26
    @Test
    void refusesTheTwinOfASignature() throws Exception {
        Signed query = alice.phone().balanceQuery(alice.now());
        byte[] signature = query.getSignature().toByteArray();
        BigInteger s =
                new BigInteger(1, bytes(query.getSignature()).slice(32, 64).toArray());
        byte[] high = P256_ORDER.subtract(s).toByteArray();
        for (int i = 0; i < 32; i++) {
            int at = high.length - 1 - i;
            signature[63 - i] = at < 0 ? 0 : high[at];
        }

        assertThat(refusal(query.toBuilder()
                        .setSignature(ByteString.copyFrom(signature))
                        .build()))
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
    }

    // cites VAL-32
    @Test
    void refusesAQueryForAnotherValidator() throws Exception {
        assertThat(refusal(altered(query -> query.setValidatorId("mo.other"))))
                .isEqualTo(ErrorCode.WRONG_VALIDATOR);
    }

    // cites VAL-33
    @Test
    void refusesAClockThatIsOffEitherWay() throws Exception {
        long now = alice.now();

        assertThat(refusal(altered(query -> query.setCreated(now + 61))))
                .isEqualTo(ErrorCode.CLOCK_OFF);
        assertThat(refusal(altered(query -> query.setCreated(now - 61))))
                .isEqualTo(ErrorCode.CLOCK_OFF);
        assertThat(refusal(altered(query -> query.setCreated(now + Long.MIN_VALUE))))
                .isEqualTo(ErrorCode.CLOCK_OFF);
        assertThat(validator
                        .post("/v1/balance", altered(query -> query.setCreated(now - 60)))
                        .status())
                .isEqualTo(200);
    }

    // cites VAL-34
    @Test
    void refusesAnotherPathsQuery() throws Exception {
        assertThat(validator
                        .post("/v1/statement", alice.phone().balanceQuery(alice.now()))
                        .code())
                .isEqualTo(ErrorCode.UNKNOWN_MESSAGE_TYPE);
        assertThat(refusal(altered(DeviceQuery.Builder::clearQuery)))
                .isEqualTo(ErrorCode.UNKNOWN_MESSAGE_TYPE);
    }

    /** One label a type: a refill's signature is none of a query. */
    // cites ENC-13
    @Test
    void refusesASignatureMadeForAnotherType() throws Exception {
        Signed query = alice.phone().balanceQuery(alice.now());
        Bytes signature =
                identity(alice).sign(MessageType.REFILL_REQUEST.inContext(bytes(query.getBody())));

        assertThat(refusal(query.toBuilder().setSignature(byteString(signature)).build()))
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
    }

    @Test
    void pagesThroughAStatement() {
        List<StatementEntry> newest = alice.statement(validator, 0, 2);
        List<StatementEntry> next = alice.statement(validator, newest.get(1).getSequence(), 100);

        assertThat(newest)
                .extracting(entry -> entry.getAmount().getAmount())
                .containsExactly(5L, 4L);
        assertThat(next)
                .extracting(entry -> entry.getAmount().getAmount())
                .containsExactly(3L, 2L, 1L);
        assertThat(alice.statement(validator, next.get(2).getSequence(), 100)).isEmpty();
    }

    @Test
    void refusesAPageThatIsTooLongOrEmpty() {
        for (int limit : new int[] {0, 101, -1}) {
            assertThat(validator
                            .post(
                                    "/v1/statement",
                                    alice.phone().statementQuery(0, limit, alice.now()))
                            .code())
                    .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        }
        assertThat(validator
                        .post("/v1/statement", alice.phone().statementQuery(-1, 10, alice.now()))
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }

    @Test
    void knowsNoPaymentOfAnOddId() {
        for (int size : new int[] {0, 1, 32, 100}) {
            assertThat(alice.status(validator, Bytes.copyOf(new byte[size])).code())
                    .isEqualTo(ErrorCode.PAYMENT_UNKNOWN);
        }
    }

    // cites IDC-41, IDC-42
    @Test
    void refillsInOrderAndRepeatsTheNewestAnswer() throws Exception {
        TestPhone carol = TestPhone.enrol(validator, "carol");
        Signed first = carol.phone().beginRefill(carol.now());

        Answer answer = validator.post("/v1/refills", first);
        Answer again = validator.post("/v1/refills", first);
        assertThat(again.body()).isEqualTo(answer.body());
        carol.keep(List.of(
                carol.phone().completeRefill(answer.message(RefillAnswer.parser()), carol.now())));
        assertThat(carol.phone().unusedAliases(carol.now())).isEqualTo(17);

        Signed second = carol.phone().beginRefill(carol.now());
        assertThat(validator.post("/v1/refills", renumbered(carol, second, 3)).code())
                .isEqualTo(ErrorCode.REFILL_OUT_OF_ORDER);
        assertThat(validator.post("/v1/refills", renumbered(carol, second, 1)).code())
                .isEqualTo(ErrorCode.REFILL_OUT_OF_ORDER);
        assertThat(validator.post("/v1/refills", second).status()).isEqualTo(200);
    }

    // cites IDC-35
    @Test
    void refusesARefillWithAKeyThatIsRegistered() throws Exception {
        TestPhone dora = TestPhone.enrol(validator, "dora");
        Signed first = dora.phone().beginRefill(dora.now());
        validator.post("/v1/refills", first).message(RefillAnswer.parser());

        assertThat(validator.post("/v1/refills", renumbered(dora, first, 2)).code())
                .isEqualTo(ErrorCode.KEY_REUSED);
    }

    // cites IDC-44
    @Test
    void refusesARefillInAnothersName() throws Exception {
        Signed refill = alice.phone().beginRefill(alice.now());
        RefillRequest forBob = RefillRequest.parseFrom(refill.getBody()).toBuilder()
                .setDeviceId(byteString(bob.phone().deviceId()))
                .build();

        assertThat(validator
                        .post(
                                "/v1/refills",
                                MessageType.REFILL_REQUEST.sign(forBob, identity(alice)))
                        .code())
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
        assertThat(validator
                        .post("/v1/refills", MessageType.REFILL_REQUEST.sign(forBob, identity(bob)))
                        .code())
                .isEqualTo(ErrorCode.KEY_INVALID);
    }

    private static Signed renumbered(TestPhone phone, Signed refill, int number) throws Exception {
        return MessageType.REFILL_REQUEST.sign(
                RefillRequest.parseFrom(refill.getBody()).toBuilder()
                        .setNumber(number)
                        .build(),
                identity(phone));
    }
}
