package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

class BodyFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                            | -                      | JSON",
                "-                                            | application/x-protobuf | PROTOBUF",
                "*/*                                          | application/x-protobuf | PROTOBUF",
                "*/*                                          | -                      | JSON",
                "application/json                             | application/x-protobuf | JSON",
                "application/x-protobuf                       | application/json       | PROTOBUF",
                "application/x-protobuf;q=0.5,application/json| application/x-protobuf | JSON",
                "application/json;q=0.2, */*                  | -                      | PROTOBUF",
                "application/*;q=0.1,application/json;q=0     | -                      | PROTOBUF",
                "Application/X-Protobuf                       | -                      | PROTOBUF",
                "application/x-protobuf;q=nonsense            | application/json       | PROTOBUF",
            })
    void answersInTheFormThatIsWantedMost(
            @Nullable String accept, @Nullable String contentType, BodyFormat expected)
            throws Exception {
        assertThat(BodyFormat.ofAnswer(request(accept, contentType))).isEqualTo(expected);
    }

    // cites VAL-28
    @ParameterizedTest
    @CsvSource({"image/png", "application/problem+json", "application/json;q=0", "'*/*;q=0'", "''"})
    void saysThatItCanNotAnswerInAnotherForm(String accept) {
        assertThatThrownBy(() -> BodyFormat.ofAnswer(request(accept, "application/json")))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_ACCEPTABLE));
    }

    @Test
    void readsTheFormOfABodyWithoutItsParameters() throws Exception {
        assertThat(BodyFormat.ofBody(request(null, "application/json; charset=utf-8")))
                .isEqualTo(BodyFormat.JSON);
        assertThat(BodyFormat.ofBody(request(null, "Application/X-Protobuf")))
                .isEqualTo(BodyFormat.PROTOBUF);
    }

    // cites VAL-28
    @Test
    void refusesABodyOfAnotherOrNoForm() {
        for (String type : new String[] {"text/plain", "", "application/jsonx"}) {
            assertThatThrownBy(() -> BodyFormat.ofBody(request(null, type)))
                    .isInstanceOf(ProtocolException.class);
        }
        assertThatThrownBy(() -> BodyFormat.ofBody(request(null, null)))
                .isInstanceOf(ProtocolException.class);
    }

    private static HttpRequest request(@Nullable String accept, @Nullable String contentType) {
        return new HttpRequest(
                "1",
                Method.POST,
                "/",
                Map.of(),
                Map.of(),
                Optional.ofNullable(contentType),
                Optional.ofNullable(accept),
                Optional.of("Bearer secret"),
                Bytes.empty(),
                InetSocketAddress.createUnresolved("test", 1),
                0);
    }

    // cites SEC-01
    @Test
    void showsNoCredentialsOfARequest() {
        assertThat(request(null, null).toString()).doesNotContain("secret").contains("POST /");
    }
}
