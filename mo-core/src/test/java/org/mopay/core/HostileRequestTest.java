package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.StoredRequest;

import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a payee may ask for, and the code by which the payer's phone refuses other requests. */
class HostileRequestTest {

    private interface RequestChange extends Consumer<PaymentRequest.Builder> {}

    static Stream<Arguments> requests() {
        return Stream.of(
                request(
                        "of another validator",
                        ErrorCode.WRONG_VALIDATOR,
                        r -> r.setValidatorId("other.test")),
                request(
                        "in another's name",
                        ErrorCode.CREDENTIAL_MISMATCH,
                        r -> r.setCredentialId(ByteString.copyFrom(new byte[17]))),
                request("of an unknown asset", ErrorCode.ASSET_UNKNOWN, r -> r.setAsset("EUR")),
                request("with another exponent", ErrorCode.ASSET_UNKNOWN, r -> r.setExponent(3)),
                request("for nothing", ErrorCode.AMOUNT_INVALID, r -> r.setAmount(0)),
                request("for less", ErrorCode.AMOUNT_INVALID, r -> r.setAmount(-1250)),
                request("without an amount", ErrorCode.AMOUNT_INVALID, r -> r.clearAmount()),
                request(
                        "with amount and bounds",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.setMinAmount(1).setMaxAmount(2)),
                request(
                        "with one bound",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.clearAmount().setMinAmount(1)),
                request(
                        "with crossed bounds",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.clearAmount().setMinAmount(2).setMaxAmount(1)),
                request(
                        "with a bound of nothing",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.clearAmount().setMinAmount(0).setMaxAmount(1)),
                request("with a total of nothing", ErrorCode.AMOUNT_INVALID, r -> r.setTotal(0)),
                request(
                        "with a total below its amount",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.setTotal(r.getAmount() - 1)),
                request("for no uses", ErrorCode.AMOUNT_INVALID, r -> r.setMaxUses(0)),
                request(
                        "for more than can be counted",
                        ErrorCode.AMOUNT_OVERFLOW,
                        r -> r.setAmount(Long.MAX_VALUE)),
                request(
                        "under an unknown fee schedule",
                        ErrorCode.FEE_MISMATCH,
                        r -> r.setFeeScheduleVersion(9)),
                request(
                        "without a fee bearer",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setFeeBearer(FeeBearer.FEE_BEARER_UNSPECIFIED)),
                request(
                        "with a short nonce",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setNonce(ByteString.copyFrom(new byte[15]))),
                request(
                        "that ends as it begins",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setExpires(r.getCreated())),
                request(
                        "that lives too long",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setExpires(r.getCreated() + 2_592_001)),
                request(
                        "that ends beyond all time",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setExpires(-1)),
                request(
                        "without a date",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setCreated(0).setExpires(100)),
                request(
                        "with a long memo",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setMemo("\u00e9".repeat(70) + "x")),
                request(
                        "with a long label",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setLabel("x".repeat(65))),
                request(
                        "that has expired",
                        ErrorCode.REQUEST_EXPIRED,
                        r -> r.setCreated(NOW - 100).setExpires(NOW - 1)),
                request(
                        "from the future",
                        ErrorCode.CLOCK_AHEAD,
                        r -> r.setCreated(NOW + 61).setExpires(NOW + 100)),
                request(
                        "with a line break",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setMemo("tea\namount 1.00")),
                request(
                        "that clears the screen",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setLabel("\u001b[2J")),
                request(
                        "that reads backwards",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setMemo("\u202e00.1")),
                request(
                        "with an unknown even extension",
                        ErrorCode.UNKNOWN_EXTENSION,
                        r -> r.addExtensions(Extension.newBuilder().setId(2))));
    }

    private static Arguments request(String name, ErrorCode code, RequestChange change) {
        return arguments("a request " + name, code, change);
    }

    // cites ENC-12, ENC-29, ENC-30, ENC-34, ENC-36, PAY-03, PAY-05, PAY-06, PAY-07
    // cites PAY-08, PAY-10, PAY-11, PAY-14, HS-28
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requests")
    void refusesARequest(String name, ErrorCode code, RequestChange change)
            throws ProtocolException {
        HostilePayee payee = new HostilePayee(50);
        PaymentRequest.Builder changed = payee.request.toBuilder();
        change.accept(changed);

        payee.assertAbandoned(
                payee.offer(
                        payee.offer().setRequest(payee.sign(changed.build())).build()),
                code);
    }

    static Stream<Arguments> goodRequests() {
        return Stream.of(
                arguments("as it is", (RequestChange) r -> {}),
                arguments("with an unknown odd extension", (RequestChange)
                        r -> r.addExtensions(Extension.newBuilder().setId(3))),
                arguments("within the clock's tolerance", (RequestChange)
                        r -> r.setCreated(NOW + 60).setExpires(NOW + 100)),
                arguments("in its last second", (RequestChange)
                        r -> r.setCreated(NOW - 100).setExpires(NOW)),
                arguments("under an older fee schedule", (RequestChange)
                        r -> r.setFeeScheduleVersion(1)),
                arguments("with bounds", (RequestChange)
                        r -> r.clearAmount().setMinAmount(1).setMaxAmount(1)),
                arguments("with the longest memo", (RequestChange)
                        r -> r.setMemo("\u00e9".repeat(70)).setLabel("x".repeat(64))),
                arguments("in any script", (RequestChange)
                        r -> r.setMemo("\ucee4\ud53c \u0642\u0647\u0648\u0629 \u2615\ufe0f")));
    }

    // cites ENC-11, PAY-10, PAY-11
    @ParameterizedTest(name = "{0}")
    @MethodSource("goodRequests")
    void asksTheUserAboutAGoodRequest(String name, RequestChange change) throws ProtocolException {
        HostilePayee payee = new HostilePayee(51);
        PaymentRequest.Builder changed = payee.request.toBuilder();
        change.accept(changed);

        assertThat(payee.offer(
                        payee.offer().setRequest(payee.sign(changed.build())).build()))
                .singleElement()
                .isInstanceOf(Action.AskUser.class);
    }

    // cites PAY-04
    @Test
    void refusesAnotherPayeesRequestUnderItsOwnCredential() throws ProtocolException {
        HostilePayee payee = new HostilePayee(58);
        payee.phones.request();

        payee.assertAbandoned(
                payee.offer(payee.offer()
                        .setRequest(payee.phones.payee.stored().getRequests(1).getRequest())
                        .build()),
                ErrorCode.CREDENTIAL_MISMATCH);
    }

    // cites PAY-09, HS-25
    @Test
    void refusesARequestThatSomebodyElseHasSigned() throws ProtocolException {
        HostilePayee payee = new HostilePayee(59);
        payee.phones.request();
        StoredRequest another = payee.phones.payee.stored().getRequests(1);

        payee.assertAbandoned(
                payee.offer(payee.offer()
                        .setRequest(MessageType.PAYMENT_REQUEST.sign(
                                payee.request,
                                CRYPTO.ed25519Signer(secret(another.getAlias().getSigningSeed()))))
                        .build()),
                ErrorCode.SIGNATURE_INVALID);
    }
}
