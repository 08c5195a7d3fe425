package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.NOW;

import com.google.protobuf.ByteString;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Binding;
import org.mopay.proto.v1.DirectBinding;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Payee;
import org.mopay.proto.v1.PaymentKind;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.Terms;

import java.util.function.Consumer;
import java.util.stream.Stream;

/** What terms a payer may authorize, and the code by which the payee's phone refuses others. */
class HostileTermsTest {

    private interface TermsChange extends Consumer<Terms.Builder> {}

    static Stream<Arguments> terms() {
        return Stream.of(
                terms(
                        "of another kind",
                        ErrorCode.NOT_SUPPORTED,
                        t -> t.setKind(PaymentKind.PAYMENT_KIND_CASH_OUT)),
                terms(
                        "for another validator",
                        ErrorCode.WRONG_VALIDATOR,
                        t -> t.setValidatorId("other.test")),
                terms(
                        "of another payer",
                        ErrorCode.CREDENTIAL_MISMATCH,
                        t -> t.setPayerCredentialId(ByteString.copyFrom(new byte[17]))),
                terms(
                        "for another payee",
                        ErrorCode.TERMS_MISMATCH,
                        t -> t.getPayeeBuilder()
                                .getCredentialBuilder()
                                .setCredentialId(ByteString.copyFrom(new byte[17]))),
                terms(
                        "for the payee as payer",
                        ErrorCode.TERMS_MISMATCH,
                        t -> t.getPayeeBuilder().getCredentialBuilder().setRole(Role.ROLE_PAYER)),
                terms(
                        "for an account",
                        ErrorCode.TERMS_MISMATCH,
                        t -> t.setPayee(Payee.newBuilder().setAccount("mine"))),
                terms(
                        "for another request",
                        ErrorCode.TERMS_MISMATCH,
                        t -> t.setRequestDigest(ByteString.copyFrom(new byte[32]))),
                terms("with less", ErrorCode.TERMS_MISMATCH, t -> t.setAmount(1249)),
                terms("with more", ErrorCode.TERMS_MISMATCH, t -> t.setAmount(1251)),
                terms("with nothing", ErrorCode.AMOUNT_INVALID, t -> t.setAmount(0)),
                terms("with less than nothing", ErrorCode.AMOUNT_INVALID, t -> t.setAmount(-1250)),
                terms("in another asset", ErrorCode.TERMS_MISMATCH, t -> t.setAsset("X-POINT")),
                terms("with another exponent", ErrorCode.TERMS_MISMATCH, t -> t.setExponent(3)),
                terms("with a lower fee", ErrorCode.FEE_MISMATCH, t -> t.setFee(34)),
                terms("with a higher fee", ErrorCode.FEE_MISMATCH, t -> t.setFee(36)),
                terms(
                        "that leave the fee to the other",
                        ErrorCode.TERMS_MISMATCH,
                        t -> t.setFeeBearer(FeeBearer.FEE_BEARER_PAYER)),
                terms(
                        "under another fee schedule",
                        ErrorCode.TERMS_MISMATCH,
                        t -> t.setFeeScheduleVersion(1)),
                terms(
                        "of another conversation",
                        ErrorCode.TERMS_MISMATCH,
                        t -> t.setBinding(Binding.newBuilder()
                                .setHandshakeHash(ByteString.copyFrom(new byte[32])))),
                terms(
                        "bound to no conversation",
                        ErrorCode.NOT_SUPPORTED,
                        t -> t.setBinding(Binding.newBuilder()
                                .setDirect(DirectBinding.getDefaultInstance()))),
                terms(
                        "bound to half a hash",
                        ErrorCode.MALFORMED_MESSAGE,
                        t -> t.setBinding(Binding.newBuilder()
                                .setHandshakeHash(ByteString.copyFrom(new byte[16])))),
                terms(
                        "with a short nonce",
                        ErrorCode.MALFORMED_MESSAGE,
                        t -> t.setNonce(ByteString.copyFrom(new byte[15]))),
                terms(
                        "never to be accepted",
                        ErrorCode.MALFORMED_MESSAGE,
                        t -> t.setAcceptUntil(0).setSettleUntil(1)),
                terms(
                        "settled before they are accepted",
                        ErrorCode.MALFORMED_MESSAGE,
                        t -> t.setSettleUntil(t.getAcceptUntil() - 1)),
                terms(
                        "with too long to settle",
                        ErrorCode.MALFORMED_MESSAGE,
                        t -> t.setSettleUntil(t.getAcceptUntil() + 121)),
                terms(
                        "settled beyond all time",
                        ErrorCode.MALFORMED_MESSAGE,
                        t -> t.setSettleUntil(-1)),
                terms(
                        "accepted after the request's end",
                        ErrorCode.REQUEST_EXPIRED,
                        t -> t.setAcceptUntil(NOW + 3601).setSettleUntil(NOW + 3601)),
                terms(
                        "from the future",
                        ErrorCode.CLOCK_AHEAD,
                        t -> t.setAcceptUntil(NOW + 181).setSettleUntil(NOW + 181)),
                terms(
                        "that came too late",
                        ErrorCode.AUTHORIZATION_EXPIRED,
                        t -> t.setAcceptUntil(NOW - 2).setSettleUntil(NOW - 1)),
                terms(
                        "accepted too late",
                        ErrorCode.AUTHORIZATION_EXPIRED,
                        t -> t.setAcceptUntil(NOW - 61).setSettleUntil(NOW + 1)),
                terms(
                        "with an unknown even extension",
                        ErrorCode.UNKNOWN_EXTENSION,
                        t -> t.addExtensions(Extension.newBuilder().setId(2))));
    }

    private static Arguments terms(String name, ErrorCode code, TermsChange change) {
        return arguments("terms " + name, code, change);
    }

    // cites ENC-12, PAY-19, PAY-20, PAY-21, PAY-22, PAY-23, PAY-24, PAY-25, PAY-26
    // cites PAY-27, PAY-28, PAY-31, PAY-32, PAY-33, PAY-34, HS-31, HS-32, HS-33
    // cites HS-34
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("terms")
    void refusesAnAuthorizationOf(String name, ErrorCode code, TermsChange change)
            throws ProtocolException {
        HostilePayer payer = new HostilePayer(70);
        StoredPayment honest = payer.authorize();
        Terms.Builder changed = HostilePayer.terms(honest).toBuilder();
        change.accept(changed);

        payer.assertDeclined(payer.accept(payer.sign(honest, changed.build())), code);
    }

    static Stream<Arguments> goodTerms() {
        return Stream.of(
                arguments("as they are", (TermsChange) t -> {}),
                arguments("with an unknown odd extension", (TermsChange)
                        t -> t.addExtensions(Extension.newBuilder().setId(3))),
                arguments("within the clock's tolerance", (TermsChange)
                        t -> t.setAcceptUntil(NOW + 180).setSettleUntil(NOW + 180)),
                arguments("in their last second", (TermsChange)
                        t -> t.setAcceptUntil(NOW - 60).setSettleUntil(NOW)));
    }

    // cites ENC-11, PAY-32, PAY-33
    @ParameterizedTest(name = "{0}")
    @MethodSource("goodTerms")
    void acceptsGoodTerms(String name, TermsChange change) throws ProtocolException {
        HostilePayer payer = new HostilePayer(71);
        StoredPayment honest = payer.authorize();
        Terms.Builder changed = HostilePayer.terms(honest).toBuilder();
        change.accept(changed);

        assertThat(payer.accept(payer.sign(honest, changed.build())))
                .singleElement()
                .isInstanceOf(Action.Persist.class);
    }
}
