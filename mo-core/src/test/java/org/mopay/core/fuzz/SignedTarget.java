package org.mopay.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;

import com.google.protobuf.Message;

import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.core.payment.Outcomes;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.Signed;

/**
 * What a validator, a payee or a payer signs: the input is signed with the right key, so that what
 * comes behind the signature is reached.
 */
final class SignedTarget {
    private static final TestValidator VALIDATOR;
    private static final Signer PAYEE;
    private static final VerifiedCredential CREDENTIAL;

    static {
        try {
            SeededRandom random = new SeededRandom(1);
            VALIDATOR = new TestValidator("validator.example", random);
            PAYEE = CRYPTO.ed25519Signer(CRYPTO.generateEd25519Seed(random));
            Bytes noiseKey = CRYPTO.generateX25519(random).publicKey();
            CREDENTIAL = VerifiedCredential.verify(
                    VALIDATOR.issue(VALIDATOR.alias(PAYEE.publicKey(), noiseKey).build()),
                    VALIDATOR.trusted(),
                    NOW,
                    CRYPTO);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private SignedTarget() {}

    @FunctionalInterface
    private interface Reader<M extends Message> {
        void read(M message) throws ProtocolException;
    }

    static void run(byte[] input) {
        reads(MessageType.VALIDATOR_INFO, input, info -> {
            TrustedValidator validator = VALIDATOR.trust(info);
            validator.checkCurrent(NOW);
            validator.asset("USD");
            validator.currentFees("USD", NOW);
            validator.hpkeKey(NOW);
        });
        reads(MessageType.CREDENTIAL, input, credential -> {
            IssuedCredential issued = VALIDATOR.issue(credential);
            VerifiedCredential.verify(issued, VALIDATOR.trusted(), NOW, CRYPTO);
        });
        reads(MessageType.PAYMENT_REQUEST, input, request -> {
            Signed signed = MessageType.PAYMENT_REQUEST.sign(request, PAYEE);
            VerifiedRequest.verify(signed, CREDENTIAL, VALIDATOR.trusted())
                    .checkTimes(NOW, VALIDATOR.trusted());
        });
        reads(MessageType.PAYMENT_AUTHORIZATION, input, authorization -> {
            AuthorizedPayment payment = AuthorizedPayment.newBuilder()
                    .setAuthorization(MessageType.PAYMENT_AUTHORIZATION.sign(authorization, PAYEE))
                    .build();
            AuthorizationForm.decode(payment);
        });
        reads(MessageType.DECISION, input, decision -> {
            Outcome outcome =
                    Outcome.newBuilder().setDecision(VALIDATOR.sign(decision)).build();
            Outcomes.signedDecision(outcome, VALIDATOR.trusted());
        });
    }

    private static <M extends Message> void reads(
            MessageType<M> type, byte[] input, Reader<M> reader) {
        try {
            reader.read(type.decode(input));
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
    }
}
