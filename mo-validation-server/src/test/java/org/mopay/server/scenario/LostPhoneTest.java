package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.byteString;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.DeviceAction;
import org.mopay.proto.v1.DeviceAnswer;
import org.mopay.proto.v1.DeviceOrder;
import org.mopay.proto.v1.DeviceState;
import org.mopay.proto.v1.DeviceStatus;

import java.nio.file.Path;
import java.util.List;

/** What the operator does about phones that were lost or stolen. */
class LostPhoneTest {
    private static final long START = 100_00;
    private static final long AMOUNT = 10_00;

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

    private static DeviceOrder.Builder all(String account, DeviceAction action) {
        return DeviceOrder.newBuilder().setAccount(account).setAction(action).setReason("test");
    }

    private static DeviceOrder.Builder one(TestPhone phone, DeviceAction action) {
        return DeviceOrder.newBuilder()
                .setDeviceId(byteString(phone.phone().deviceId()))
                .setAction(action);
    }

    private List<DeviceState> done(DeviceOrder.Builder order) {
        return validator.devices(order).message(DeviceAnswer.parser()).getDevicesList();
    }

    private Verdict pay(TestPhone payer, TestPhone payee) throws Exception {
        Conversation agreed = Conversation.agree(payer, payee, AMOUNT);
        return Verdict.of(validator.submit(agreed.submission()), payer);
    }

    // cites VAL-41
    @Test
    void showsTheDevicesOfAnAccount() throws Exception {
        validator.clock().advance(5);
        TestPhone second = TestPhone.enrol(validator, "alice");

        List<DeviceState> devices = done(all("alice", DeviceAction.DEVICE_ACTION_UNSPECIFIED));

        assertThat(devices)
                .extracting(DeviceState::getDeviceId)
                .containsExactly(
                        byteString(alice.phone().deviceId()),
                        byteString(second.phone().deviceId()));
        assertThat(devices)
                .extracting(DeviceState::getStatus)
                .containsOnly(DeviceStatus.DEVICE_STATUS_ACTIVE);
        assertThat(devices.get(1).getEnrolledAt()).isEqualTo(second.now());
        assertThat(devices.get(0).getEnrolledAt()).isEqualTo(second.now() - 5);
        assertThat(devices.get(0).getAccount()).isEqualTo("alice");
    }

    // cites VAL-41, IDC-48a
    @Test
    void stopsAFrozenPhoneFromPayingUntilItIsThawed() throws Exception {
        assertThat(done(all("alice", DeviceAction.DEVICE_ACTION_FREEZE)).get(0).getStatus())
                .isEqualTo(DeviceStatus.DEVICE_STATUS_FROZEN);

        Verdict refused = pay(alice, bob);
        assertThat(refused.codeForPayer()).contains(ErrorCode.DEVICE_FROZEN);
        assertThat(refused.codeForPayee()).isEmpty();
        assertThat(validator
                        .post("/v1/refills", alice.phone().beginRefill(alice.now()))
                        .code())
                .isEqualTo(ErrorCode.DEVICE_FROZEN);
        assertThat(alice.balance(validator)).isEqualTo(START);

        done(one(alice, DeviceAction.DEVICE_ACTION_UNFREEZE));
        assertThat(pay(alice, bob).settled()).isTrue();
    }

    /** The frozen account is paid all the same: the money is safe there. */
    // cites IDC-48a
    @Test
    void paysAFrozenPhone() throws Exception {
        done(one(bob, DeviceAction.DEVICE_ACTION_FREEZE));

        assertThat(pay(alice, bob).settled()).isTrue();
    }

    // cites IDC-48, IDC-48b
    @Test
    void replacesALostPhone() throws Exception {
        assertThat(pay(alice, bob).settled()).isTrue();
        long left = alice.balance(validator);

        done(all("alice", DeviceAction.DEVICE_ACTION_REVOKE));
        TestPhone replacement = TestPhone.enrol(validator, "alice");

        assertThat(replacement.balance(validator)).isEqualTo(left);
        assertThat(pay(replacement, bob).settled()).isTrue();
        assertThat(validator
                        .post("/v1/balance", alice.phone().balanceQuery(alice.now()))
                        .code())
                .isEqualTo(ErrorCode.DEVICE_REVOKED);
        assertThat(validator
                        .submit(Conversation.agree(alice, bob, AMOUNT).submission())
                        .code())
                .isEqualTo(ErrorCode.CREDENTIAL_REVOKED);
        assertThat(validator.stopAndCheck().findings()).isEmpty();
    }

    // cites IDC-48b
    @Test
    void endsWhatALostPhoneHadLeftOpen() throws Exception {
        Conversation decided = Conversation.agree(alice, bob, AMOUNT);
        Bytes outcome = validator.submit(decided.submission()).body();
        Conversation undecided = Conversation.agree(alice, bob, AMOUNT);

        done(one(alice, DeviceAction.DEVICE_ACTION_REVOKE));

        assertThat(validator.submit(decided.submission()).body()).isEqualTo(outcome);
        Bytes d = bob.phone().unresolved().get(1);
        ErrorCode refusal = validator.submit(undecided.submission()).code();
        assertThat(refusal).isEqualTo(ErrorCode.CREDENTIAL_REVOKED);
        assertThat(bob.phone().giveUp(d, refusal, bob.now())).isEmpty();
        validator.clock().advance(600);
        assertThat(bob.phone().giveUp(d, refusal, bob.now())).isPresent();
        assertThat(bob.phone().unresolved()).doesNotContain(d);
    }

    // cites VAL-41
    @Test
    void leavesRevokedPhonesRevoked() throws Exception {
        done(one(alice, DeviceAction.DEVICE_ACTION_REVOKE));
        validator.clock().advance(1);
        TestPhone second = TestPhone.enrol(validator, "alice");

        assertThat(done(all("alice", DeviceAction.DEVICE_ACTION_FREEZE)))
                .extracting(DeviceState::getStatus)
                .containsExactly(
                        DeviceStatus.DEVICE_STATUS_REVOKED, DeviceStatus.DEVICE_STATUS_FROZEN);
        done(all("alice", DeviceAction.DEVICE_ACTION_UNFREEZE));
        assertThat(pay(second, bob).settled()).isTrue();
        assertThat(validator
                        .devices(one(alice, DeviceAction.DEVICE_ACTION_UNFREEZE))
                        .code())
                .isEqualTo(ErrorCode.DEVICE_REVOKED);
    }

    @Test
    void refusesAnOrderForNobody() {
        DeviceAction freeze = DeviceAction.DEVICE_ACTION_FREEZE;
        assertThat(validator.devices(all("nobody", freeze)).code())
                .isEqualTo(ErrorCode.ACCOUNT_UNKNOWN);
        for (byte[] id : new byte[][] {new byte[8], new byte[7], new byte[0]}) {
            assertThat(validator
                            .devices(DeviceOrder.newBuilder()
                                    .setDeviceId(ByteString.copyFrom(id))
                                    .setAction(freeze))
                            .code())
                    .isEqualTo(ErrorCode.DEVICE_UNKNOWN);
        }
        assertThat(validator.devices(DeviceOrder.newBuilder().setAction(freeze)).code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        assertThat(validator.devices(all("alice", freeze).setActionValue(9)).code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        assertThat(validator
                        .devices(all("alice", freeze).setReason("r".repeat(141)))
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }
}
