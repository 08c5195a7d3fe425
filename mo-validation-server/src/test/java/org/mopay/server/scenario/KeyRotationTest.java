package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.KeyRotationOrder;
import org.mopay.proto.v1.KeyRotationReceipt;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A validator that changes its keys goes on, and says again what it said before. */
class KeyRotationTest {
    private static final long START = 100_00;
    private static final long AMOUNT = 10_00;
    private static final long DAY = 86_400;

    @TempDir
    Path directory;

    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeEach
    void enrolAndTopUp() throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", START);
    }

    @AfterEach
    void stop() {
        validator.close();
    }

    private ValidatorInfo published() throws ProtocolException {
        Signed info = validator.get("/v1/validator").message(Signed.parser());
        return MessageType.VALIDATOR_INFO.decode(info.getBody());
    }

    private static List<Integer> keyIds(ValidatorInfo info) {
        return info.getKeysList().stream().map(ValidatorKey::getId).toList();
    }

    private static Credential credential(StoredAlias alias) throws ProtocolException {
        return MessageType.CREDENTIAL.decode(
                alias.getCredential().getCredential().getBody());
    }

    /** The credential that a phone is given now. */
    private Credential issued(String account) throws ProtocolException {
        return credential(TestPhone.enrol(validator, account).stored().getAliases(0));
    }

    private boolean settles(Conversation agreed) throws Exception {
        return Verdict.of(validator.submit(agreed.submission()), agreed.payer()).settled();
    }

    // cites IDC-08e, IDC-07
    @Test
    void listsNewKeysBeforeItUsesThem() throws Exception {
        ValidatorInfo before = published();
        KeyRotationReceipt receipt = validator.rotate(1, DAY);
        ValidatorInfo after = published();

        assertThat(keyIds(before)).containsExactly(1, 2);
        assertThat(keyIds(after)).containsExactly(1, 2, 3, 4);
        assertThat(after.getSerial()).isGreaterThan(before.getSerial());
        assertThat(receipt.getSerial()).isEqualTo(after.getSerial());
        assertThat(receipt.getBegins()).isEqualTo(alice.now() + DAY);
        validator.clock().advance(DAY - 1);
        assertThat(issued("carol").getIssuerKeyId()).isEqualTo(1);
        validator.clock().advance(1);
        Credential newest = issued("dave");
        assertThat(newest.getIssuerKeyId()).isEqualTo(3);
        assertThat(newest.getId().byteAt(0)).isEqualTo((byte) 2);
    }

    // cites VAL-42
    @Test
    void makesOneGenerationHoweverOftenItIsAsked() throws Exception {
        KeyRotationReceipt first = validator.rotate(1, DAY);

        assertThat(validator.rotate(1, 5)).isEqualTo(first);
        Answer other = validator.order(
                "/v1/operator/key-rotations",
                KeyRotationOrder.newBuilder().setIssuerKeyId(7).build());
        assertThat(other.code()).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
        assertThat(keyIds(published())).hasSize(4);
        assertThat(validator
                        .order(
                                "/v1/operator/key-rotations",
                                KeyRotationOrder.newBuilder()
                                        .setIssuerKeyId(3)
                                        .setLead(-1)
                                        .build())
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }

    @Test
    void settlesUnderOldAndNewCredentials() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        validator.rotate(1, 0);
        TestPhone carol = TestPhone.enrol(validator, "carol");

        alice.learn(validator);
        assertThat(settles(agreed)).isTrue();
        assertThat(settles(Conversation.agree(alice, carol, AMOUNT))).isTrue();
        validator = validator.restart();
        carol.learn(validator);
        bob.learn(validator);
        assertThat(settles(Conversation.agree(carol, bob, 100))).isTrue();
    }

    // cites IDC-08a
    @Test
    void aPhoneThatHasNotHeardOfTheNewKeyBelievesItLater() throws Exception {
        validator.rotate(1, 0);
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Answer answer = validator.submit(agreed.submission());

        assertThat(catchThrowableOfType(ProtocolException.class, () -> Verdict.of(answer, alice))
                        .code())
                .isEqualTo(ErrorCode.OUTCOME_INVALID);
        alice.learn(validator);
        assertThat(Verdict.of(answer, alice).settled()).isTrue();
    }

    // cites IDC-08f, VAL-06
    @Test
    void repeatsADecisionUnderTheKeyThatSignedIt() throws Exception {
        Conversation settled = Conversation.agree(alice, bob, AMOUNT);
        Conversation refused = Conversation.agree(alice, bob, START);
        Bytes first = validator.submit(settled.submission()).body();
        Bytes second = validator.submit(refused.submission()).body();

        validator.rotate(1, 0);
        assertThat(validator.submit(settled.submission()).body()).isEqualTo(first);
        validator.clock().advance(300 * DAY);
        validator = validator.restart();

        assertThat(validator.submit(settled.submission()).body()).isEqualTo(first);
        assertThat(validator.submit(refused.submission()).body()).isEqualTo(second);
        alice.learn(validator);
        assertThat(Verdict.of(validator.submit(settled.submission()), alice).settled())
                .isTrue();
    }

    // cites IDC-37
    @Test
    void opensWhatIsSealedToARetiredKeyForAWeek() throws Exception {
        Enrolment answered = TestPhone.begin(validator, validator.activate("carol", ""));
        Bytes first = validator.post("/v1/enrolments", answered.request()).body();
        Enrolment sealedBefore = TestPhone.begin(validator, validator.activate("dave", ""));
        validator.rotate(1, 0);

        assertThat(validator.post("/v1/enrolments", sealedBefore.request()).status())
                .isEqualTo(200);
        validator.clock().advance(8 * DAY);
        assertThat(keyIds(published())).containsExactly(1, 3, 4);
        assertThat(validator.key("hpke-2")).isNotNull();
        assertThat(names()).doesNotContain("hpke-1");
        assertThat(validator.post("/v1/enrolments", answered.request()).body()).isEqualTo(first);
        Enrolment late = Enrolment.restore(sealedBefore.stored().toBuilder()
                .setRequest(sealedBefore.request().toBuilder()
                        .setCiphertext(Damage.flipped(sealedBefore.request().getCiphertext())))
                .build());
        assertThat(validator.post("/v1/enrolments", late.request()).code())
                .isEqualTo(ErrorCode.BOX_UNREADABLE);
    }

    private List<String> names() throws Exception {
        return Files.readAllLines(validator.data().resolve("validator.keys")).stream()
                .map(line -> line.split(" = ", 2)[0])
                .toList();
    }

    // cites IDC-25, IDC-25a
    @Test
    void resolvesIdsOfAnOldEpochUntilItsKeyIsDestroyed() throws Exception {
        Conversation decided = Conversation.agree(alice, bob, AMOUNT);
        Conversation late = Conversation.agree(alice, bob, AMOUNT);
        Bytes recorded = validator.submit(decided.submission()).body();
        validator.rotate(1, 0);

        validator.clock().advance(190 * DAY);
        validator = validator.restart();
        assertThat(validator.submit(late.submission()).code())
                .isEqualTo(ErrorCode.CREDENTIAL_EXPIRED);
        assertThat(names()).contains("credential-ids-1", "credential-mac-1");

        validator.clock().advance(DAY);
        validator = validator.restart();
        assertThat(validator.submit(late.submission()).code())
                .isEqualTo(ErrorCode.CREDENTIAL_EPOCH_ENDED);
        assertThat(names())
                .doesNotContain("credential-ids-1", "credential-mac-1")
                .contains("issuer-1", "credential-ids-2");
        assertThat(validator.submit(decided.submission()).body()).isEqualTo(recorded);
    }

    // cites IDC-07
    @Test
    void raisesTheSerialWithEveryChangeAndNeverLowersIt() throws Exception {
        ValidatorInfo first = published();
        validator = validator.restart();
        assertThat(published()).isEqualTo(first);

        validator.clock().advance(-40 * DAY);
        validator = validator.restart("--fee-fixed=50");
        ValidatorInfo back = published();
        assertThat(back.getSerial()).isEqualTo(first.getSerial() + 1);

        validator.clock().advance(DAY);
        assertThat(published().getSerial()).isEqualTo(first.getSerial() + 2);
        alice.learn(validator);
        validator.clock().advance(50 * DAY);
        assertThat(published().getSerial()).isGreaterThan(first.getSerial() + 2);
        alice.learn(validator);
    }

    // cites IDC-08g
    @Test
    void doesNotStartWithoutTheKeysOfItsLedger() throws Exception {
        Path keys = validator.data().resolve("validator.keys");
        Path kept = directory.resolve("kept");
        validator.close();
        Files.move(keys, kept);

        ProtocolException refused =
                catchThrowableOfType(ProtocolException.class, () -> validator.restart());
        assertThat(refused.code()).isEqualTo(ErrorCode.KEYS_MISSING);
        assertThat(keys).doesNotExist();

        Files.move(kept, keys);
        validator = validator.restart();
        assertThat(alice.balance(validator)).isEqualTo(START);
    }
}
