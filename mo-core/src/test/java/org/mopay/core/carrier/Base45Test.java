package org.mopay.core.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.OutsideVectors;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CountingRandom;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

class Base45Test {

    /** RFC 9285, sections 4.3 and 4.4. */
    @ParameterizedTest
    @CsvSource({"AB,BB8", "Hello!!,%69 VD92EX0", "base-45,UJCLQE7W581", "ietf!,QED8WEX0"})
    void writesAndReadsTheExamplesOfItsRfc(String plain, String text) throws Exception {
        assertThat(Base45.encode(Bytes.ofUtf8(plain))).isEqualTo(text);
        assertThat(Base45.decode(text)).isEqualTo(Bytes.ofUtf8(plain));
    }

    /** RFC 9285, section 6: GGW would be 65536. The others are cut, too large or not its letters. */
    // cites ENC-41
    @ParameterizedTest
    @ValueSource(strings = {"GGW", ":::", "::", "Z", "0000", "bb8", "B,8", "B8\n", "\u0661\u0661"})
    void refusesWhatNoEncodingIs(String text) {
        assertThatThrownBy(() -> Base45.decode(text))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_MESSAGE));
    }

    @Test
    void agreesWithOutsideVectors() throws Exception {
        JsonObject file = OutsideVectors.read("base45/rfc9285-base45.json").getAsJsonObject();
        for (JsonObject row : OutsideVectors.objects(file, "valid")) {
            String text = OutsideVectors.text(row, "base45");
            Bytes value = OutsideVectors.hex(row, "hex");
            assertThat(Base45.encode(value)).isEqualTo(text);
            assertThat(Base45.decode(text)).isEqualTo(value);
        }
        for (JsonObject row : OutsideVectors.objects(file, "invalid")) {
            String text = OutsideVectors.text(row, "base45");
            assertThatThrownBy(() -> Base45.decode(text)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void readsBackEveryLengthItWrites() throws Exception {
        CountingRandom random = new CountingRandom();
        for (int size = 0; size < 200; size++) {
            Bytes value = Bytes.copyOf(random.next(size));
            String text = Base45.encode(value);
            assertThat(text).hasSize(Base45.encodedLength(size));
            assertThat(Base45.decode(text)).isEqualTo(value);
        }
    }
}
