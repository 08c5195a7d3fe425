package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.Conversation.Side;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Conversations over carriers that lose, double, delay, alter and reorder frames. */
class UnreliableCarrierTest {
    private static final int STORMS = 100;

    // cites HS-14, HS-15
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void settlesOnceWhenEveryFrameComesTwice(boolean withKey) throws Exception {
        TwoPhones phones = new TwoPhones(30);

        Conversation conversation = phones.converse(phones.receive(phones.request(), withKey))
                .over((from, number, frame) -> List.of(frame, frame))
                .run();

        for (Side side : Side.values()) {
            assertThat(conversation.result(side).status()).isEqualTo(PaymentResult.Status.SETTLED);
        }
        assertThat(phones.ledger.settled()).hasSize(1);
        assertThat(conversation.authorized()).hasSize(1);
        assertThat(new HashSet<>(conversation.refused()))
                .isSubsetOf(Set.of(ErrorCode.UNEXPECTED_MESSAGE));
    }

    // cites HS-15
    @ParameterizedTest
    @EnumSource(Side.class)
    void answersARepeatedFrameAgainWhenOneFrameIsLost(Side loser) throws Exception {
        TwoPhones whole = new TwoPhones(31);
        int frames = whole.converse(whole.request()).run().frames(loser).size();

        for (int lost = 0; lost < frames; lost++) {
            int number = lost;
            TwoPhones phones = new TwoPhones(31);
            Conversation conversation = phones.converse(phones.request())
                    .over((from, sent, frame) ->
                            from == loser && sent == number ? List.of() : List.of(frame))
                    .run();

            assertThat(conversation.result(Side.PAYER).status())
                    .as("%s lost frame %d", loser, lost)
                    .isEqualTo(PaymentResult.Status.SETTLED);
            assertThat(conversation.result(Side.PAYEE).status())
                    .isEqualTo(PaymentResult.Status.SETTLED);
            assertThat(phones.ledger.settled()).hasSize(1);
            assertThat(conversation.authorized()).hasSize(1);
        }
    }

    // cites HS-15
    @Test
    void sendsTheSameBytesWhenAFrameIsRepeated() throws Exception {
        TwoPhones phones = new TwoPhones(32);
        Conversation conversation = phones.converse(phones.request())
                .over((from, number, frame) ->
                        from == Side.PAYEE && number < 2 ? List.of() : List.of(frame))
                .run();

        List<Bytes> sent = conversation.frames(Side.PAYEE);

        assertThat(sent.subList(0, 3)).containsOnly(sent.get(0));
        assertThat(conversation.result(Side.PAYER).status())
                .isEqualTo(PaymentResult.Status.SETTLED);
    }

    // cites PAY-43, HS-38
    @Test
    void paysOnceThroughAnyStormAndASecondTap() throws Exception {
        long seed = SeededRandom.seedOfThisRun();
        for (int i = 0; i < STORMS; i++) {
            String storm = "-Dmo.seed=" + seed + ", storm " + i;
            TwoPhones phones = new TwoPhones(seed + i);
            SeededRandom weather = new SeededRandom(~(seed + i));
            Bytes request = phones.request();
            boolean withKey = weather.below(2) == 0;

            Conversation first = phones.converse(phones.receive(request, withKey))
                    .over(new Storm(weather))
                    .killing(Side.values()[weather.below(2)], weather.below(20))
                    .run();
            Set<Bytes> authorized = new HashSet<>(first.authorized());
            phones.now = first.now();
            phones.payer.restart();
            phones.payee.restart();
            if (phones.payer.history().isEmpty() && phones.isOpen(request)) {
                authorized.addAll(
                        phones.converse(phones.receive(request, withKey)).run().authorized());
            }
            phones.sync();

            assertThat(phones.ledger.settled()).as(storm).hasSize(1);
            assertThat(authorized).as(storm).containsExactlyElementsOf(phones.ledger.settled());
            assertThat(phones.payer.history()).as(storm).hasSize(1);
            assertThat(phones.payee.history()).as(storm).hasSize(1);
        }
    }

    /** Loses, doubles, alters or holds back every other frame; what was held back comes later. */
    private static final class Storm implements Carrier {
        private final SeededRandom weather;
        private final List<Bytes> heldFromPayer = new ArrayList<>();
        private final List<Bytes> heldFromPayee = new ArrayList<>();

        Storm(SeededRandom weather) {
            this.weather = weather;
        }

        @Override
        public List<Bytes> carry(Side from, int number, Bytes frame) {
            List<Bytes> held = from == Side.PAYER ? heldFromPayer : heldFromPayee;
            List<Bytes> arriving = new ArrayList<>();
            switch (weather.below(8)) {
                case 0 -> {}
                case 1 -> arriving.addAll(List.of(frame, frame));
                case 2 -> arriving.add(altered(frame));
                case 3 -> held.add(frame);
                default -> arriving.add(frame);
            }
            if (weather.below(3) == 0) {
                arriving.addAll(held);
                held.clear();
            }
            return arriving;
        }

        private Bytes altered(Bytes frame) {
            byte[] bytes = frame.toArray();
            bytes[weather.below(bytes.length)] ^= (byte) (1 << weather.below(8));
            return Bytes.copyOf(bytes);
        }
    }
}
