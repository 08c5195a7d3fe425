package org.mopay.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.error.ErrorCode;

import java.util.Arrays;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "USAGE, 2",
        "NOT_ENROLLED, 2",
        "CONFIG_INVALID, 2",
        "INSUFFICIENT_FUNDS, 3",
        "OTP_WRONG, 3",
        "REQUEST_EXPIRED, 3",
        "DECLINED, 3",
        "VALIDATOR_UNREACHABLE, 4",
        "PAYEE_UNREACHABLE, 4",
        "PAYMENT_UNRESOLVED, 4",
        "TRY_LATER, 4",
        "PHONE_STATE_CORRUPT, 6",
        "LEDGER_CORRUPT, 6",
        "TLS_PIN_MISMATCH, 6",
        "COMMAND_FAILED, 1"
    })
    void endsEachKindOfFailureWithItsStatus(ErrorCode code, int status) {
        assertThat(ExitCode.of(code).number()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void neverEndsAFailureWithZero(ErrorCode code) {
        assertThat(ExitCode.of(code)).isNotEqualTo(ExitCode.OK);
    }

    @Test
    void hasTheStatusesThatAreDocumented() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
}
