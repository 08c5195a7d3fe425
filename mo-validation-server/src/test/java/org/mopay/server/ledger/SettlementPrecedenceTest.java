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
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.StoreException;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** Of two faults in one payment, the one that comes first in the order of checks is the answer. */
class SettlementPrecedenceTest {
    /** Every fault, in the order it is to be found. */
    private enum Fault {
        CHANGED_BOX(ErrorCode.BOX_CHANGED, (test, order) -> {
            Bytes authorization = order.authorization;
            order.authorization = test.kit.digest();
            test.kit.settle(order);
            order.authorization = authorization;
        }),
        FROZEN_DEVICE(
                ErrorCode.DEVICE_FROZEN,
                (test, order) -> test.kit.send(new SetDeviceStatus(
                        order.payer.device(), DeviceStatus.FROZEN, "lost", LedgerKit.NOW))),
        LOCKED_DEVICE(ErrorCode.OTP_LOCKED, (test, order) -> {
            for (int i = 0; i < OtpPolicy.REGISTRY.attempts(); i++) {
                OrderDraft wrong = test.kit.order(order.payer, test.carol, 1);
                wrong.otpCorrect = false;
                test.kit.settle(wrong);
            }
        }),
        WRONG_PASSWORD(ErrorCode.OTP_WRONG, (test, order) -> order.otpCorrect = false),
        SPENT_BY_PAYER(ErrorCode.ALIAS_SPENT, (test, order) -> {
            OrderDraft other = test.kit.order(order.payer, test.carol, 1);
            other.payerAlias = order.payerAlias;
            test.kit.settle(other);
        }),
        SPENT_BY_PAYEE(ErrorCode.ALIAS_SPENT, (test, order) -> {
            OrderDraft other = test.kit.order(order.payee, test.carol, 1);
            other.payerAlias = order.payeeAlias == null ? 0 : order.payeeAlias;
            test.kit.settle(other);
        }),
        PAID_REQUEST(ErrorCode.REQUEST_ALREADY_PAID, (test, order) -> {
            OrderDraft other = test.kit.order(test.carol, order.payee, 1);
            other.payeeAlias = order.payeeAlias;
            other.requestDigest = order.requestDigest;
            test.kit.settle(other);
        }),
        OVERFLOW(ErrorCode.AMOUNT_OVERFLOW, (test, order) -> order.amount = Long.MAX_VALUE),
        FEE_ABOVE_AMOUNT(ErrorCode.AMOUNT_INVALID, (test, order) -> {
            order.fee = 21;
            order.feeBearer = FeeBearer.PAYEE;
        }),
        OTHER_EXPONENT(ErrorCode.ASSET_UNKNOWN, (test, order) -> order.asset = new Asset("EUR", 0)),
        ABOVE_LIMIT(ErrorCode.LIMIT_EXCEEDED, (test, order) -> order.limit = 1),
        SAME_ACCOUNT(
                ErrorCode.SAME_ACCOUNT, (test, order) -> order.payee = test.kit.enrol("alice")),
        NO_FUNDS(
                ErrorCode.INSUFFICIENT_FUNDS,
                (test, order) -> test.kit.pay(
                        test.kit.enrol("alice"), test.carol, test.kit.balance("alice")));

        private final ErrorCode code;
        private final BiConsumer<SettlementPrecedenceTest, OrderDraft> plant;

        Fault(ErrorCode code, BiConsumer<SettlementPrecedenceTest, OrderDraft> plant) {
            this.code = code;
            this.plant = plant;
        }
    }

    @TempDir
    private Path directory;

    private LedgerKit kit;
    private Phone carol;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
        carol = kit.phone("carol", 1000);
    }

    @AfterEach
    void close() throws StoreException {
        kit.assertSound();
        kit.close();
    }

    static List<Arguments> pairs() {
        return Pairs.of((Object[]) Fault.values());
    }

    // cites VAL-08, ERR-07
    @ParameterizedTest
    @MethodSource("pairs")
    void answersTheFaultThatComesFirst(Fault first, Fault second) {
        Phone alice = kit.phone("alice", 1000);
        Phone bob = kit.phone("bob", 100);
        OrderDraft order = kit.order(alice, bob, 20).fee(5, FeeBearer.PAYER);
        order.limit = Long.MAX_VALUE;

        if (first == Fault.CHANGED_BOX) {
            first.plant.accept(this, order);
            second.plant.accept(this, order);
        } else {
            // What comes later is planted before what would stand in its way.
            second.plant.accept(this, order);
            first.plant.accept(this, order);
        }

        assertThat(answer(order)).isEqualTo(first.code);
    }

    private @Nullable ErrorCode answer(OrderDraft order) {
        try {
            return kit.settle(order).payment().ruling().code();
        } catch (LedgerException nothingRecorded) {
            return nothingRecorded.code();
        }
    }
}
