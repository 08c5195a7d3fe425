package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.secret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Refill;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.StoredAlias;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A merchant's credential lives for half a year; the shop lives longer. */
class MerchantRenewalTest {
    private static final long DAY = 86_400;
    private static final long AMOUNT = 10_00;

    @TempDir
    Path directory;

    private RunningValidator validator;
    private TestPhone shop;

    @BeforeEach
    void enrol() throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        shop = TestPhone.enrolMerchant(validator, "shop", "The Shop");
    }

    @AfterEach
    void stop() {
        validator.close();
    }

    private static List<Credential> merchant(TestPhone phone) throws Exception {
        List<Credential> found = new ArrayList<>();
        for (StoredAlias alias : phone.stored().getAliasesList()) {
            Credential credential = MessageType.CREDENTIAL.decode(
                    alias.getCredential().getCredential().getBody());
            if (credential.getKind() == CredentialKind.CREDENTIAL_KIND_MERCHANT) {
                found.add(credential);
            }
        }
        return found;
    }

    private boolean isPaid() throws Exception {
        TestPhone payer = TestPhone.enrol(validator, "alice");
        validator.topUp("alice", 100_00);
        Conversation agreed = Conversation.agree(payer, shop, AMOUNT);
        return Verdict.of(validator.submit(agreed.submission()), payer).settled();
    }

    // cites IDC-46b
    @Test
    void renewsItInTheLastQuarterOfItsLife() throws Exception {
        Credential first = merchant(shop).get(0);
        validator.clock().advance(100 * DAY);
        shop.refill(validator);
        assertThat(merchant(shop)).containsExactly(first);
        assertThat(shop.phone().needsRefill(shop.now())).isFalse();

        validator.clock().advance(60 * DAY);
        shop.learn(validator);
        shop.refill(validator);

        Credential renewed = merchant(shop).get(0);
        assertThat(merchant(shop)).hasSize(1);
        assertThat(renewed.getVerifiedName()).isEqualTo("The Shop");
        assertThat(renewed.getSigningKey()).isNotEqualTo(first.getSigningKey());
        assertThat(renewed.getNotAfter()).isEqualTo(first.getNotAfter() + 160 * DAY);
        assertThat(isPaid()).isTrue();
    }

    @Test
    void renewsItAfterItHasEndedAndDropsExpiredAliases() throws Exception {
        validator.clock().advance(200 * DAY);
        shop.learn(validator);
        shop.refill(validator);

        assertThat(merchant(shop)).hasSize(1);
        assertThat(shop.stored().getAliasesCount()).isEqualTo(17);
        assertThat(isPaid()).isTrue();
    }

    /** A request under the old credential is paid while that credential lives. */
    @Test
    void isPaidForWhatItAskedBefore() throws Exception {
        validator.clock().advance(160 * DAY);
        shop.learn(validator);
        Bytes request = shop.phone()
                .request(TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), shop.now());
        shop.refill(validator);
        TestPhone payer = TestPhone.enrol(validator, "alice");
        validator.topUp("alice", 100_00);

        Conversation agreed = Conversation.agreeOn(request, payer, shop, "");

        assertThat(Verdict.of(validator.submit(agreed.submission()), payer).settled())
                .isTrue();
    }

    // cites IDC-46b
    @Test
    void makesNoMerchantOfAWallet() throws Exception {
        TestPhone alice = TestPhone.enrol(validator, "alice");

        Answer answer = validator.post(
                "/v1/refills",
                Refill.begin(
                                alice.stored(),
                                3,
                                true,
                                TestPhone.CRYPTO.p256Signer(
                                        secret(alice.stored().getIdentityScalar())),
                                TestPhone.CRYPTO,
                                TestPhone.random())
                        .getRequest());

        assertThat(answer.code()).isEqualTo(ErrorCode.NOT_A_MERCHANT);
        Phone phone = alice.phone();
        assertThat(validator
                        .post("/v1/refills", phone.beginRefill(alice.now()))
                        .message(RefillAnswer.parser())
                        .getNumber())
                .isEqualTo(1);
    }
}
