package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;

import java.util.List;

/** Of two faults in one transfer, the one that comes first in the order of checks is the answer. */
class TransferPrecedenceTest extends TwoAccounts {
    /** A reservation in the making. */
    private static final class Reservation {
        private String id = "t";
        private String from = "alice";
        private String to = "bob";
        private Asset asset = LedgerKit.EUR;
        private long amount = 20;
        private long deadline;

        private ReserveTransfer build() {
            return new ReserveTransfer(
                    id, from, to, AccountKind.HOLD, asset, amount, deadline, "", LedgerKit.NOW);
        }
    }

    /** What makes a reservation a bad one. */
    @FunctionalInterface
    private interface Plant {
        void into(TransferPrecedenceTest test, Reservation reservation);
    }

    /** Every fault of a reservation, in the order it is to be found. */
    private enum Fault {
        USED_ID(ErrorCode.IDEMPOTENCY_CONFLICT, (test, reservation) -> {
            Reservation other = new Reservation();
            other.amount = 1;
            test.kit.send(other.build());
        }),
        UNKNOWN_GIVER(
                ErrorCode.ACCOUNT_UNKNOWN, (test, reservation) -> reservation.from = "nobody"),
        UNKNOWN_RECEIVER(ErrorCode.ACCOUNT_UNKNOWN, (test, reservation) -> reservation.to = "none"),
        OTHER_EXPONENT(
                ErrorCode.ASSET_UNKNOWN,
                (test, reservation) -> reservation.asset = new Asset("EUR", 0)),
        PASSED_DEADLINE(
                ErrorCode.AUTHORIZATION_EXPIRED,
                (test, reservation) -> reservation.deadline = LedgerKit.NOW - 1),
        NO_FUNDS(ErrorCode.INSUFFICIENT_FUNDS, (test, reservation) -> reservation.amount = 1001);

        private final ErrorCode code;
        private final Plant plant;

        Fault(ErrorCode code, Plant plant) {
            this.code = code;
            this.plant = plant;
        }
    }

    static List<Arguments> pairs() {
        return Pairs.of((Object[]) Fault.values());
    }

    // cites VAL-43
    @ParameterizedTest
    @MethodSource("pairs")
    void answersTheFaultThatComesFirst(Fault first, Fault second) {
        Reservation reservation = new Reservation();
        second.plant.into(this, reservation);
        first.plant.into(this, reservation);

        assertThat(answer(reservation.build())).isEqualTo(first.code);
    }

    // cites VAL-43
    @ParameterizedTest
    @MethodSource("ends")
    void answersTheFaultOfAnEndThatComesFirst(
            boolean known, boolean ended, boolean late, boolean tooMuch, @Nullable ErrorCode code) {
        Reservation reservation = new Reservation();
        reservation.deadline = LedgerKit.NOW + 10;
        if (known) {
            kit.send(reservation.build());
        }
        if (ended) {
            kit.send(new VoidTransfer("t", "", LedgerKit.NOW));
        }

        assertThat(answer(new PostTransfer(
                        "t", tooMuch ? 21 : 20, "", LedgerKit.NOW + (late ? 11 : 10))))
                .isEqualTo(code);
    }

    static List<Arguments> ends() {
        return List.of(
                Arguments.of(false, false, true, true, ErrorCode.TRANSFER_UNKNOWN),
                Arguments.of(true, true, true, true, ErrorCode.TRANSFER_ENDED),
                Arguments.of(true, false, true, true, ErrorCode.AUTHORIZATION_EXPIRED),
                Arguments.of(true, false, false, true, ErrorCode.TRANSFER_EXCEEDED),
                Arguments.of(true, false, false, false, null));
    }

    private @Nullable ErrorCode answer(LedgerCommand<?> command) {
        try {
            kit.send(command);
            return null;
        } catch (LedgerException refused) {
            return refused.code();
        }
    }
}
