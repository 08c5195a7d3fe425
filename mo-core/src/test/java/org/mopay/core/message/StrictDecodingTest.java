package org.mopay.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Every message type of the registry, from its samples: whatever bytes come are read in one way or
 * refused by code. A type that is added is under these tests at once, and needs a vector to pass.
 */
class StrictDecodingTest {
    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.MALFORMED_MESSAGE, ErrorCode.UNKNOWN_EXTENSION);
    private static final byte[] HUGE = new byte[1 << 26];

    static List<MessageType<?>> types() {
        return MessageType.all();
    }

    private static List<Bytes> samples(MessageType<?> type) throws Exception {
        List<Bytes> samples = new ArrayList<>(MessageSamples.fullOfEveryChoice(type));
        samples.addAll(MessageSamples.vectors(type));
        return samples;
    }

    // cites ENC-06
    @ParameterizedTest
    @MethodSource("types")
    void isReadInOneWay(MessageType<?> type) throws Exception {
        for (Bytes sample : samples(type)) {
            assertThat(accepts(type, sample)).isTrue();
        }
    }

    /** Of the full messages, whose keys and texts are short: within those any bit is as good. */
    // cites ENC-06
    @ParameterizedTest
    @MethodSource("types")
    void isReadInOneWayOrRefusedHoweverItIsCutOrFlipped(MessageType<?> type) throws Exception {
        for (Bytes sample : MessageSamples.fullOfEveryChoice(type)) {
            for (int size = 0; size < sample.size(); size++) {
                accepts(type, sample.slice(0, size));
                accepts(type, sample.slice(size, sample.size()));
            }
            byte[] flipped = sample.toArray();
            for (int bit = 0; bit < 8 * flipped.length; bit++) {
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                accepts(type, Bytes.copyOf(flipped));
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    /** Whether it is read, and then it is the message's one encoding; no exception but ours. */
    private static <M extends Message> boolean accepts(MessageType<M> type, Bytes bytes) {
        try {
            assertThat(type.encode(type.decode(bytes))).isEqualTo(bytes);
            return true;
        } catch (ProtocolException e) {
            if (!REFUSALS.contains(e.code())) {
                throw new AssertionError(type + " " + bytes, e);
            }
            return false;
        }
    }

    /** Unknown, doubled, misplaced, overlong and default fields, in it and in all that it holds. */
    // cites ENC-06, ENC-07, ENC-08
    @ParameterizedTest
    @MethodSource("types")
    void refusesEveryOtherEncoding(MessageType<?> type) throws Exception {
        Descriptor descriptor = type.decode(Bytes.empty()).getDescriptorForType();
        for (Bytes sample : samples(type)) {
            List<WireAlterations.Alteration> all = WireAlterations.of(descriptor, sample);
            assertThat(all).hasSizeGreaterThan(10);
            for (WireAlterations.Alteration alteration : all) {
                ErrorCode expected = alteration.encoded().size() > type.maxBytes()
                        ? ErrorCode.MESSAGE_TOO_LARGE
                        : ErrorCode.MALFORMED_MESSAGE;
                assertRefused(type, alteration, expected);
            }
        }
    }

    private static void assertRefused(
            MessageType<?> type, WireAlterations.Alteration altered, ErrorCode code) {
        assertThatExceptionOfType(ProtocolException.class)
                .as("%s with %s: %s", type, altered.what(), altered.encoded())
                .isThrownBy(() -> type.decode(altered.encoded()))
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesTrailingBytes(MessageType<?> type) throws Exception {
        for (Bytes sample : samples(type)) {
            for (String trailing : List.of("00", "08", "ff", "0a00", "80808000")) {
                Bytes encoded = Bytes.concat(sample, Bytes.ofHex(trailing));
                assertRefused(
                        type,
                        new WireAlterations.Alteration("trailing " + trailing, encoded),
                        ErrorCode.MALFORMED_MESSAGE);
            }
        }
    }

    /** Groups in groups, down to the last byte that the type allows. */
    @ParameterizedTest
    @MethodSource("types")
    void refusesWhatNestsAsDeepAsItCan(MessageType<?> type) throws Exception {
        for (byte tag : new byte[] {0x0b, 0x0a, (byte) 0xfb}) {
            byte[] nested = new byte[type.maxBytes()];
            Arrays.fill(nested, tag);
            assertThat(accepts(type, Bytes.copyOf(nested))).isFalse();
        }
    }

    /**
     * Zeros are malformed, so whoever looked into them first would say so; and of 64 MiB that are
     * handed in nothing is copied, or the heap of this thread would show it.
     */
    // cites ENC-03
    @ParameterizedTest
    @MethodSource("types")
    void looksAtTheSizeBeforeAnythingElse(MessageType<?> type) throws Exception {
        long before = allocated();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> type.decode(HUGE))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(allocated() - before).isLessThan(1 << 22);
        assertThat(accepts(type, Bytes.copyOf(new byte[type.maxBytes()]))).isFalse();
    }

    /** A length of 1 GiB in a few bytes reserves nothing. */
    @Test
    void reservesNothingForALengthThatIsDeclared() throws Exception {
        Bytes hello = Bytes.ofHex("0a8080808004" + "4d4f2f31");
        long before = allocated();
        assertThat(accepts(MessageType.HELLO, hello)).isFalse();
        assertThat(allocated() - before).isLessThan(1 << 22);
    }

    /** What this thread has allocated so far, in bytes; the JDK tells it by name only. */
    private static long allocated() throws JMException {
        return (long) ManagementFactory.getPlatformMBeanServer()
                .getAttribute(
                        new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                        "CurrentThreadAllocatedBytes");
    }
}
