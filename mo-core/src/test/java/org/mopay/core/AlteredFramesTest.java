package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.Conversation.Side;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;

/** Whatever arrives in place of a frame or before it changes nothing: the right frame still works. */
class AlteredFramesTest {
    private static final int HEADER = 1 + Frame.SESSION_ID_SIZE + 4;

    /** Message 1 of XX is not authenticated: another session id or ephemeral is another payer. */
    private static final int UNAUTHENTICATED = HEADER + 32;

    /** Every frame of a whole conversation, whatever frames it has: over XX and over XK. */
    static List<Arguments> frames() throws ProtocolException {
        List<Arguments> frames = new ArrayList<>();
        for (boolean withKey : new boolean[] {false, true}) {
            TwoPhones phones = new TwoPhones(40);
            Conversation whole =
                    phones.converse(phones.receive(phones.request(), withKey)).run();
            for (Side side : Side.values()) {
                for (int number = 0; number < whole.frames(side).size(); number++) {
                    frames.add(Arguments.of(side, number, withKey));
                }
            }
        }
        return frames;
    }

    // cites HS-14, HS-19, SEC-04
    @ParameterizedTest
    @MethodSource("frames")
    void readsTheRightFrameAfterEveryAlteredOne(Side from, int number, boolean withKey)
            throws ProtocolException {
        TwoPhones whole = new TwoPhones(40);
        Conversation undisturbed =
                whole.converse(whole.receive(whole.request(), withKey)).run();
        boolean hello = from == Side.PAYER && number == 0;
        int first = !hello ? 0 : withKey ? HEADER : UNAUTHENTICATED;

        TwoPhones phones = new TwoPhones(40);
        List<Bytes> altered = new ArrayList<>();
        Conversation disturbed = phones.converse(phones.receive(phones.request(), withKey))
                .over((side, sent, frame) -> {
                    if (side != from || sent != number) {
                        return List.of(frame);
                    }
                    altered.addAll(alterations(frame, first));
                    List<Bytes> arriving = new ArrayList<>(altered);
                    arriving.add(frame);
                    return arriving;
                })
                .run();

        assertThat(disturbed.refused()).hasSameSizeAs(altered).hasSizeGreaterThan(300);
        assertThat(disturbed.steps()).isEqualTo(undisturbed.steps());
    }

    /** Every bit from {@code first} on flipped, every truncation, and a byte too many. */
    private static List<Bytes> alterations(Bytes frame, int first) {
        List<Bytes> all = new ArrayList<>();
        for (int bit = 8 * first; bit < 8 * frame.size(); bit++) {
            byte[] flipped = frame.toArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            all.add(Bytes.copyOf(flipped));
        }
        for (int size = 0; size < frame.size(); size++) {
            all.add(frame.slice(0, size));
        }
        all.add(Bytes.concat(frame, Bytes.of((byte) 0)));
        return all;
    }

    // cites HS-13, HS-14, HS-16, HS-43, SEC-04
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesForeignFramesInEveryState(boolean withKey) throws ProtocolException {
        TwoPhones whole = new TwoPhones(41);
        Conversation undisturbed =
                whole.converse(whole.receive(whole.request(), withKey)).run();
        TwoPhones phones = new TwoPhones(41);

        Conversation pestered = phones.converse(phones.receive(phones.request(), withKey))
                .pesteredBy(foreignFrames(withKey))
                .run();

        assertThat(pestered.steps()).isEqualTo(undisturbed.steps());
    }

    /** Garbage, and all frames of another conversation. */
    private static List<Bytes> foreignFrames(boolean withKey) throws ProtocolException {
        SeededRandom random = new SeededRandom(42);
        List<Bytes> foreign = new ArrayList<>();
        for (int size : new int[] {0, 1, 12, 13, 45, 61, 300, Frame.MAX_SIZE, 65_600}) {
            foreign.add(Bytes.copyOf(random.next(size)));
        }
        TwoPhones others = new TwoPhones(43);
        Conversation conversation =
                others.converse(others.receive(others.request(), withKey)).run();
        for (Side side : Side.values()) {
            foreign.addAll(conversation.frames(side));
        }
        for (Frame.Type type : Frame.Type.values()) {
            for (int sequence = 0; sequence < 3; sequence++) {
                Bytes sessionId = Bytes.copyOf(random.next(Frame.SESSION_ID_SIZE));
                Bytes payload = Bytes.copyOf(random.next(80));
                foreign.add(new Frame(type, sessionId, sequence, payload).encode());
            }
        }
        foreign.add(abort(Bytes.copyOf(random.next(Frame.SESSION_ID_SIZE))));
        foreign.add(abort(Bytes.copyOf(new byte[Frame.SESSION_ID_SIZE])));
        return foreign;
    }

    private static Bytes abort(Bytes sessionId) {
        byte[] declined = {0x08, (byte) 0xaa, 0x1f};
        return new Frame(Frame.Type.ABORT, sessionId, 0, Bytes.copyOf(declined)).encode();
    }

    // cites HS-38, HS-42
    @ParameterizedTest
    @CsvSource({
        "PAYEE, 0, NOT_AUTHORIZED",
        "PAYEE, 1, UNRESOLVED",
        "PAYER, 1, UNRESOLVED",
        "PAYER, 2, SETTLED"
    })
    void endsAtAnAbortOfItsOwnSessionAndTakesItForNoDecision(
            Side from, int beforeFrame, PaymentResult.Status payerThinks) throws ProtocolException {
        TwoPhones phones = new TwoPhones(44);

        Conversation conversation = phones.converse(phones.request())
                .over((side, number, frame) -> side == from && number == beforeFrame
                        ? List.of(abort(frame.slice(1, 1 + Frame.SESSION_ID_SIZE)), frame)
                        : List.of(frame))
                .run();

        PaymentResult result = conversation.result(Side.PAYER);
        assertThat(result.status()).isEqualTo(payerThinks);
        if (payerThinks != PaymentResult.Status.SETTLED) {
            assertThat(phones.payer.phone().unresolved())
                    .isEqualTo(result.d().map(List::of).orElse(List.of()));
        }
    }
}
