package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.PinProtection;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.SealedBox;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.UserVerification;
import org.mopay.proto.v1.VerificationMethod;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** No text of an object shows a key, in no way of writing it. */
class SecretsTest {

    // cites SEC-01
    @Test
    void noTextOfAPhoneOrASessionShowsASecret() throws ProtocolException {
        TwoPhones phones = new TwoPhones(120);
        HostilePayee payee = new HostilePayee(phones);
        HostilePayer payer = new HostilePayer(phones);
        List<Object> texts = new ArrayList<>(List.of(phones.payer.phone(), phones.payee.phone()));
        texts.add(phones.payer.phone().stored());
        texts.add(phones.payer.phone().consent(""));
        texts.addAll(List.of(payee.noiseKeys, payee.payer, payer.payee));
        List<ByteString> secrets = new ArrayList<>(secrets(phones.payer.stored()));
        secrets.addAll(secrets(phones.payee.stored()));

        texts.add(payee.offer(payee.offer().build()));
        UserConsent consent = phones.payer.phone().consent("");
        texts.add(payee.payer.approve(1250, consent, NOW));
        texts.addAll(List.of(consent, payee.payer));
        texts.add(payee.payer.persisted());
        texts.add(payee.payer.end(ErrorCode.PEER_GONE));
        texts.add(payer.accept(payer.authorize().getAuthorization()));
        texts.add(payer.payee.persisted(NOW));
        texts.add(payer.payee);

        assertShowsNoneOf(secrets, texts);
    }

    // cites SEC-01
    @Test
    void noTextOfAnEnrolmentShowsASecret() throws ProtocolException {
        TwoPhones phones = new TwoPhones(121);
        Enrolment enrolment = Enrolment.begin(
                phones.validator.activation("someone"),
                phones.validator.trusted(),
                NOW,
                CRYPTO,
                phones.random);

        assertShowsNoneOf(
                List.of(
                        enrolment.stored().getIdentityScalar(),
                        enrolment.stored().getAnswerPrivate(),
                        enrolment.stored().getExportedSecret(),
                        enrolment.stored().getKeys(0).getSigningSeed()),
                List.of(enrolment, enrolment.request(), phones.validator.trusted()));
    }

    /** A box made again from the seal secret and a PIN would show by its digest that the PIN is right. */
    // cites PAY-57
    @Test
    void aStolenHistoryDoesNotTellTheRightPin() throws ProtocolException {
        TwoPhones phones = new TwoPhones(122);
        HostedPhone payer = HostedPhone.enrol(
                phones.validator, "with a PIN", Optional.of(HostedPhone.PIN), phones.random);
        PayeeSession payee = phones.receive(phones.request(), false);
        new Conversation(
                        payer,
                        payer.phone().pay(payee.engagement()),
                        phones.payee,
                        payee,
                        phones.ledger,
                        NOW)
                .run();

        StoredPhone stolen = payer.stored();
        PaymentAuthorization authorization = MessageType.PAYMENT_AUTHORIZATION.decode(
                payer.history().get(0).getAuthorization().getBody());
        Bytes d = PaymentIds.d(bytes(authorization.getTerms()));
        SecretBytes otpSecret = PinProtection.reveal(stolen.getOtpSecret(), HostedPhone.PIN);
        for (int index = 0; index < 4 * TestValidator.POOL_SIZE; index++) {
            BoxContent guess = BoxContent.newBuilder()
                    .setOtp(Ocra.forPayment(otpSecret, index, d))
                    .setUserVerification(UserVerification.newBuilder()
                            .setMethod(VerificationMethod.VERIFICATION_METHOD_PIN))
                    .build();
            Bytes box = SealedBox.seal(
                    secret(stolen.getSealSecret()),
                    Label.BOX_CONTENT,
                    d,
                    MessageType.BOX_CONTENT.encode(guess),
                    CRYPTO);
            assertThat(Label.BOX.digest(box)).isNotEqualTo(bytes(authorization.getBoxDigest()));
        }
    }

    private static List<ByteString> secrets(StoredPhone stored) {
        List<ByteString> secrets = new ArrayList<>(List.of(
                stored.getIdentityScalar(),
                stored.getSealSecret(),
                stored.getOtpSecret().getValue()));
        Stream<StoredAlias> aliases = Stream.concat(
                stored.getAliasesList().stream(),
                stored.getRequestsList().stream().map(request -> request.getAlias()));
        aliases.forEach(alias -> {
            secrets.add(alias.getSigningSeed());
            secrets.add(alias.getNoisePrivate());
        });
        return secrets;
    }

    private static void assertShowsNoneOf(List<ByteString> secrets, List<?> objects) {
        assertThat(secrets).allMatch(secret -> secret.size() == 32);
        for (Object object : objects) {
            String text = String.valueOf(object);
            assertThat(text).isNotEmpty();
            for (ByteString each : secrets) {
                Bytes start = Bytes.copyOf(each.substring(0, 6).toByteArray());
                String numbers = Arrays.toString(start.toArray());
                assertThat(text)
                        .as("the text of a %s", object.getClass())
                        .doesNotContainIgnoringCase(start.hex())
                        .doesNotContain(start.base64Url())
                        .doesNotContain(start.base64Url().replace('-', '+').replace('_', '/'))
                        .doesNotContain(TextFormat.escapeBytes(start.toArray()))
                        .doesNotContain(numbers.substring(1, numbers.length() - 1));
            }
        }
    }
}
