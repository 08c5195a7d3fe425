package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.proto.v1.Abort;
import org.mopay.proto.v1.Engagement;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;

import java.util.List;

/** A payee with a genuine alias that offers what it likes to the payer of two phones. */
final class HostilePayee {
    final TwoPhones phones;
    final StoredAlias alias;
    final PaymentRequest request;
    final X25519KeyPair noiseKeys;
    final RawEnd end;
    final PayerSession payer;
    Bytes offerFrame = Bytes.empty();

    HostilePayee(long seed) throws ProtocolException {
        this(new TwoPhones(seed));
    }

    HostilePayee(TwoPhones phones) throws ProtocolException {
        this.phones = phones;
        phones.request();
        alias = phones.payee.stored().getRequests(0).getAlias();
        request = MessageType.PAYMENT_REQUEST.decode(
                phones.payee.stored().getRequests(0).getRequest().getBody());
        noiseKeys = CRYPTO.x25519KeyPair(secret(alias.getNoisePrivate()));
        X25519KeyPair ephemeral = CRYPTO.generateX25519(phones.random);
        Bytes engagement = engagement(phones.validator.id(), ephemeral.publicKey());
        end = RawEnd.payee(
                NoiseProtocol.XX,
                RawEnd.prologue(NoiseProtocol.XX, engagement),
                noiseKeys,
                ephemeral);
        payer = phones.payer.phone().pay(engagement);
    }

    static Bytes engagement(String validatorId, Bytes ephemeral) {
        return MessageType.ENGAGEMENT.encode(Engagement.newBuilder()
                .setVersion(1)
                .setValidatorId(validatorId)
                .setCommitment(byteString(Label.COMMITMENT.digest(ephemeral)))
                .build());
    }

    Signed sign(PaymentRequest changed) {
        return MessageType.PAYMENT_REQUEST.sign(
                changed, CRYPTO.ed25519Signer(secret(alias.getSigningSeed())));
    }

    /** The offer an honest payee would make. */
    Offer.Builder offer() {
        return Offer.newBuilder().setCredential(alias.getCredential()).setRequest(sign(request));
    }

    /** What the payer does when it is offered this. */
    List<Action> offer(Offer offer) throws ProtocolException {
        return offer(MessageType.OFFER.encode(offer));
    }

    List<Action> offer(Bytes content) throws ProtocolException {
        readHello();
        offerFrame = end.handshake(content);
        return payer.received(offerFrame, NOW);
    }

    void readHello() throws ProtocolException {
        end.readHandshake(((Action.Send) payer.start(NOW).get(0)).frame());
    }

    /** An honest offer, approved and stored; gives the frame of the acceptance. */
    Bytes beAuthorized() throws ProtocolException {
        offer(offer().build());
        phones.payer.persist(
                ((Action.Persist) payer.approve(1250, phones.payer.phone().consent(""), NOW)
                                .get(0))
                        .changes());
        Bytes acceptance = ((Action.Send) payer.persisted().get(0)).frame();
        end.readHandshake(acceptance);
        return acceptance;
    }

    /** These actions end the conversation: the payee is told the code, and nothing was authorized. */
    void assertAbandoned(List<Action> actions, ErrorCode code) throws ProtocolException {
        assertThat(actions).hasSize(2);
        Frame abort = Frame.decode(((Action.Send) actions.get(0)).frame());
        assertThat(abort.type()).isEqualTo(Frame.Type.ABORT);
        assertThat(abort.payload().toArray())
                .isEqualTo(Abort.newBuilder().setCode(code.number()).build().toByteArray());
        PaymentResult result = ((Action.Finish) actions.get(1)).result();
        assertThat(result.code()).hasValue(code);
        assertThat(result.status()).isEqualTo(PaymentResult.Status.NOT_AUTHORIZED);
        assertThat(phones.payer.isPersisted()).isTrue();
    }
}
