package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.Signed;

import java.nio.file.Path;

/** A device that asks too much waits; nobody else does, and nobody can use up its share. */
class DeviceRateTest {
    private static final int TRIES = 40;

    private static int refusals(RunningValidator validator, Signed query) {
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            Answer answer = validator.post("/v1/balance", query);
            if (answer.status() != 200) {
                assertThat(answer.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.retryAfter()).isPositive();
                refused++;
            }
        }
        return refused;
    }

    // cites VAL-30, VAL-30a
    @Test
    void makesADeviceWaitThatAsksTooMuchAndNoOther(@TempDir Path directory) throws Exception {
        try (RunningValidator validator =
                RunningValidator.start(directory, new TestClock(), "--device-rate=1")) {
            TestPhone alice = TestPhone.enrol(validator, "alice");
            TestPhone bob = TestPhone.enrol(validator, "bob");

            assertThat(refusals(validator, alice.phone().balanceQuery(alice.now())))
                    .isPositive();
            assertThat(validator
                            .post("/v1/balance", bob.phone().balanceQuery(bob.now()))
                            .status())
                    .isEqualTo(200);
        }
    }

    // cites VAL-30a
    @Test
    void countsNothingAgainstADeviceThatOthersSaySheAsked(@TempDir Path directory)
            throws Exception {
        try (RunningValidator validator =
                RunningValidator.start(directory, new TestClock(), "--device-rate=1")) {
            TestPhone alice = TestPhone.enrol(validator, "alice");
            TestPhone mallory = TestPhone.enrol(validator, "mallory");
            Signed genuine = alice.phone().balanceQuery(alice.now());
            Signed forged = MessageType.DEVICE_QUERY.sign(
                    DeviceQuery.parseFrom(genuine.getBody()),
                    TestPhone.CRYPTO.p256Signer(secret(mallory.stored().getIdentityScalar())));
            for (int i = 0; i < TRIES; i++) {
                assertThat(validator.post("/v1/balance", forged).code())
                        .isEqualTo(ErrorCode.SIGNATURE_INVALID);
            }
            assertThat(validator.post("/v1/balance", genuine).status()).isEqualTo(200);
        }
    }
}
