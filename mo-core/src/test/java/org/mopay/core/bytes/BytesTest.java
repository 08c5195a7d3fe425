package org.mopay.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    @Test
    void copiesInAndOut() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.copyOf(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.of((byte) 1, (byte) 2, (byte) 3));
    }

    @ParameterizedTest
    @CsvSource({"'',''", "00,AA", "ff,_w", "fbff,-_8", "000102,AAEC", "ffffffff,_____w"})
    void writesAndReadsHexAndBase64Url(String hex, String base64Url) {
        Bytes bytes = Bytes.ofHex(hex);
        assertThat(bytes.hex()).isEqualTo(hex);
        assertThat(bytes.base64Url()).isEqualTo(base64Url);
        assertThat(Bytes.ofBase64Url(base64Url)).isEqualTo(bytes);
    }

    @Test
    void readsHexOfEitherCase() {
        assertThat(Bytes.ofHex("aBcDeF")).isEqualTo(Bytes.ofHex("abcdef"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0g", "0 ", "+1", "\u0660\u0660"})
    void refusesWhatIsNoHex(String text) {
        assertThatThrownBy(() -> Bytes.ofHex(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Padded, of the other alphabet, with stray bits, cut off, with a line break. */
    @ParameterizedTest
    @ValueSource(strings = {"AA==", "+_8", "AB", "A", "AA\n"})
    void refusesBase64ThatIsNotCanonical(String text) {
        assertThatThrownBy(() -> Bytes.ofBase64Url(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"'',00", "7f,80", "00,ff", "01,0100", "01ff,02"})
    void ordersAsUnsignedBytesPrefixFirst(String smaller, String greater) {
        assertThat(Bytes.ofHex(smaller)).isLessThan(Bytes.ofHex(greater));
        assertThat(Bytes.ofHex(greater)).isGreaterThan(Bytes.ofHex(smaller));
    }

    @Test
    void concatenatesAndSlices() {
        Bytes joined = Bytes.concat(Bytes.ofHex("0102"), Bytes.empty(), Bytes.ofUtf8("a"));
        assertThat(joined.hex()).isEqualTo("010261");
        assertThat(joined.slice(1, 3).hex()).isEqualTo("0261");
        assertThat(joined.slice(2, 2)).isEqualTo(Bytes.empty());
        assertThat(joined.at(2)).isEqualTo((byte) 0x61);
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "2,1", "0,4"})
    void refusesASliceOutsideItself(int from, int to) {
        Bytes bytes = Bytes.ofHex("010203");
        assertThatThrownBy(() -> bytes.slice(from, to))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void comparesInConstantTimeByContent() {
        Bytes bytes = Bytes.ofHex("0102");
        assertThat(bytes.constantTimeEquals(Bytes.ofHex("0102"))).isTrue();
        assertThat(bytes.constantTimeEquals(Bytes.ofHex("0103"))).isFalse();
        assertThat(bytes.constantTimeEquals(Bytes.ofHex("01"))).isFalse();
    }

    @Test
    void printsShortOnesWholeAndLongOnesAbbreviated() {
        assertThat(Bytes.copyOf(new byte[32])).hasToString("00".repeat(32));
        assertThat(Bytes.copyOf(new byte[33])).hasToString("00".repeat(32) + "...(33 bytes)");
    }
}
