package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.OtpPolicy;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** Of two faults in one refund, the one that comes first in the order of checks is the answer. */
class RefundPrecedenceTest {
    /** Every fault, in the order it is to be found. */
    private enum Fault {
        CHANGED_BOX(ErrorCode.BOX_CHANGED, (test, refund) -> {
            Bytes digest = refund.digest;
            refund.digest = test.kit.digest();
            test.kit.giveBack(refund);
            refund.digest = digest;
        }),
        FROZEN_DEVICE(
                ErrorCode.DEVICE_FROZEN,
                (test, refund) -> test.kit.send(new SetDeviceStatus(
                        refund.giver.device(), DeviceStatus.FROZEN, "lost", LedgerKit.NOW))),
        LOCKED_DEVICE(ErrorCode.OTP_LOCKED, (test, refund) -> {
            for (int i = 0; i < OtpPolicy.REGISTRY.attempts(); i++) {
                RefundDraft wrong = test.kit.refund(test.payment, refund.giver, 1);
                wrong.otpCorrect = false;
                test.kit.giveBack(wrong);
            }
        }),
        WRONG_PASSWORD(ErrorCode.OTP_WRONG, (test, refund) -> refund.otpCorrect = false),
        NO_PAYMENT(ErrorCode.NOT_REFUNDABLE, (test, refund) -> refund.d = test.kit.digest()),
        GIVEN_BACK(ErrorCode.REFUND_EXCEEDS_PAYMENT, (test, refund) -> {
            test.kit.topUp("bob", 90);
            test.kit.giveBack(test.kit.refund(test.payment, test.kit.enrol("bob"), 90));
        }),
        NO_FUNDS(ErrorCode.INSUFFICIENT_FUNDS, (test, refund) -> {
            Phone other = test.kit.enrol("bob");
            test.kit.pay(other, test.kit.phone("carol", 0), test.kit.balance("bob"));
        });

        private final ErrorCode code;
        private final BiConsumer<RefundPrecedenceTest, RefundDraft> plant;

        Fault(ErrorCode code, BiConsumer<RefundPrecedenceTest, RefundDraft> plant) {
            this.code = code;
            this.plant = plant;
        }
    }

    @TempDir
    private Path directory;

    private LedgerKit kit;
    private Phone bob;
    private PaymentRecord payment;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
        bob = kit.phone("bob", 100);
        payment = kit.pay(kit.phone("alice", 1000), bob, 100);
    }

    @AfterEach
    void close() throws StoreException {
        kit.assertSound();
        kit.close();
    }

    static List<Arguments> pairs() {
        return Pairs.of((Object[]) Fault.values());
    }

    // cites PAY-68
    @ParameterizedTest
    @MethodSource("pairs")
    void answersTheFaultThatComesFirst(Fault first, Fault second) {
        RefundDraft refund = kit.refund(payment, bob, 20);

        if (first == Fault.CHANGED_BOX) {
            first.plant.accept(this, refund);
            second.plant.accept(this, refund);
        } else {
            // What comes later is planted before what would stand in its way.
            second.plant.accept(this, refund);
            first.plant.accept(this, refund);
        }

        assertThat(answer(refund)).isEqualTo(first.code);
    }

    private @Nullable ErrorCode answer(RefundDraft refund) {
        try {
            return kit.giveBack(refund).ruling().code();
        } catch (LedgerException nothingRecorded) {
            return nothingRecorded.code();
        }
    }
}
