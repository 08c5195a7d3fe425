package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.TestValidator.NOW;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Signed;

import java.util.List;

/** Phones whose information about their validator is out of date. */
class ExpiredInformationTest {
    private TwoPhones phones;

    @BeforeEach
    void enrol() throws ProtocolException {
        phones = new TwoPhones(250);
    }

    /** The phone takes information that ends now, and time goes on. */
    private void expire(HostedPhone phone) throws ProtocolException {
        Signed ending = phones.validator.sign(
                phones.validator.info().setSerial(8).setExpiresAt(NOW).build());
        phone.persist(List.of(phone.phone().update(ending)));
        phones.now = NOW + 1;
    }

    private static void assertExpired(ThrowingCallable attempt) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(attempt)
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.VALIDATOR_INFO_EXPIRED);
    }

    // cites IDC-08d
    @Test
    void letThePayeeAskForNothing() throws ProtocolException {
        Bytes request = phones.request();
        expire(phones.payee);

        assertExpired(() -> phones.payee.request(100, phones.now));
        assertExpired(() -> phones.receive(request, false));
        assertThat(phones.payee.isPersisted()).isTrue();

        Signed renewed =
                phones.validator.sign(phones.validator.info().setSerial(9).build());
        phones.payee.persist(List.of(phones.payee.phone().update(renewed)));
        assertThat(phones.receive(request, false).engagement()).isNotNull();
    }

    // cites IDC-08d
    @Test
    void letThePayerApproveNothing() throws ProtocolException {
        Bytes request = phones.request();
        expire(phones.payer);
        Conversation conversation = phones.converse(request);

        conversation.run();

        assertThat(conversation.result(Conversation.Side.PAYER).code())
                .contains(ErrorCode.VALIDATOR_INFO_EXPIRED);
        assertThat(phones.payer.stored().getPaymentsCount()).isZero();
    }

    // cites IDC-08d
    @Test
    void letBothGoOnWithWhatWasAuthorizedBefore() throws ProtocolException {
        Bytes request = phones.request();
        phones.converse(request).withoutValidator().run();
        expire(phones.payer);
        expire(phones.payee);

        Conversation secondTap = phones.converse(request);
        secondTap.run();

        assertThat(secondTap.result(Conversation.Side.PAYER).status())
                .isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(phones.payer.phone().unresolved()).isEmpty();
    }
}
