package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.secret;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.StoredRequest;

/**
 * Who has stolen one phone's key can play that phone, and nobody else to it: the key of the other
 * side is still missing (key-compromise impersonation).
 */
class KeyCompromiseTest {

    private static void assertUndecipherable(ThrowingCallable receiving) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(receiving)
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.HANDSHAKE_FAILED);
    }

    // cites HS-08, HS-30
    @Test
    void aThiefOfThePayeesKeyPlaysNoPayerToIt() throws ProtocolException {
        HostilePayer thief = new HostilePayer(360);
        StoredRequest stolen = thief.phones.payee.stored().getRequests(0);
        X25519KeyPair payersPublic = new X25519KeyPair(
                thief.noiseKeys.publicKey(), secret(stolen.getAlias().getNoisePrivate()));
        Bytes content = MessageType.ACCEPTANCE.encode(Acceptance.newBuilder()
                .setCredential(thief.alias.getCredential())
                .setAuthorization(thief.authorize().getAuthorization())
                .build());

        assertUndecipherable(() -> thief.accept(content, payersPublic));

        assertThat(thief.payee.toString()).isEqualTo("payee AwaitingAcceptance");
        assertThat(thief.phones.payee.phone().unresolved()).isEmpty();
    }

    // cites HS-08, HS-24
    @Test
    void aThiefOfThePayersKeyPlaysNoPayeeToIt() throws ProtocolException {
        TwoPhones phones = new TwoPhones(361);
        phones.request();
        StoredRequest request = phones.payee.stored().getRequests(0);
        Bytes payeesPublic = CRYPTO.x25519KeyPair(secret(request.getAlias().getNoisePrivate()))
                .publicKey();
        X25519KeyPair ephemeral = CRYPTO.generateX25519(phones.random);
        Bytes engagement = HostilePayee.engagement(phones.validator.id(), ephemeral.publicKey());
        RawEnd thief = RawEnd.payee(
                NoiseProtocol.XX,
                RawEnd.prologue(NoiseProtocol.XX, engagement),
                new X25519KeyPair(
                        payeesPublic,
                        secret(phones.payer.stored().getAliases(0).getNoisePrivate())),
                ephemeral);
        PayerSession payer = phones.payer.phone().pay(engagement);
        thief.readHandshake(((Action.Send) payer.start(NOW).get(0)).frame());
        Bytes offer = thief.handshake(MessageType.OFFER.encode(Offer.newBuilder()
                .setCredential(request.getAlias().getCredential())
                .setRequest(request.getRequest())
                .build()));

        assertUndecipherable(() -> payer.received(offer, NOW));

        assertThat(payer.toString()).isEqualTo("payer AwaitingOffer");
    }
}
