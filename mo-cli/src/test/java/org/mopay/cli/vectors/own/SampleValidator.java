package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.ClassLimit;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialClass;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.KeyUse;
import org.mopay.proto.v1.Rounding;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;
import org.mopay.proto.v1.ValidatorLimits;

/** The validator of the vectors, on 1 July 2026. */
final class SampleValidator {
    static final String ID = "validator.example";

    /** 2026-07-01T12:00:00Z. */
    static final long NOW = 1_782_907_200L;

    static final long MIDNIGHT = NOW - 12 * 3600;
    static final long YEAR = 365L * 24 * 3600;
    static final long MONTH = 30L * 24 * 3600;

    private static final Signer ROOT = Named.ed25519("validator root key");
    private static final Signer ISSUER = Named.ed25519("validator issuer key");
    private static final int ISSUER_KEY_ID = 1;

    private SampleValidator() {}

    static ValidatorInfo info() {
        return ValidatorInfo.newBuilder()
                .setValidatorId(ID)
                .setSerial(1)
                .setIssuedAt(MIDNIGHT)
                .setExpiresAt(MIDNIGHT + YEAR)
                .addKeys(key(ISSUER_KEY_ID, KeyUse.KEY_USE_ISSUER, ISSUER.publicKey()))
                .addKeys(key(
                        2,
                        KeyUse.KEY_USE_HPKE,
                        Named.x25519("validator HPKE key").publicKey()))
                .addKeys(key(
                        3,
                        KeyUse.KEY_USE_LOG,
                        Named.ed25519("validator log key").publicKey()))
                .addAssets(AssetDefinition.newBuilder()
                        .setCode("USD")
                        .setExponent(2)
                        .setName("US dollar"))
                .addFeeSchedules(FeeSchedule.newBuilder()
                        .setVersion(1)
                        .setAsset("USD")
                        .setBasisPoints(50)
                        .setMinimum(1)
                        .setMaximum(500)
                        .setRounding(Rounding.ROUNDING_HALF_UP)
                        .setNotBefore(MIDNIGHT)
                        .setNotAfter(MIDNIGHT + YEAR))
                .addClasses(CredentialClass.newBuilder()
                        .setId(1)
                        .setName("standard")
                        .addLimits(
                                ClassLimit.newBuilder().setAsset("USD").setPerPayment(1_000_000)))
                .setLimits(ValidatorLimits.newBuilder()
                        .setClockTolerance(60)
                        .setSettleWindow(120)
                        .setRequestLifetime(2_592_000)
                        .setSyncDeadline(604_800)
                        .setPoolSize(16))
                .build();
    }

    private static ValidatorKey key(int id, KeyUse use, Bytes publicKey) {
        return ValidatorKey.newBuilder()
                .setId(id)
                .setUse(use)
                .setPublicKey(byteString(publicKey))
                .setNotBefore(MIDNIGHT)
                .setNotAfter(MIDNIGHT + YEAR)
                .build();
    }

    static Signed signedInfo() {
        return MessageType.VALIDATOR_INFO.sign(info(), ROOT);
    }

    static TrustedValidator trusted() throws ProtocolException {
        return TrustedValidator.verify(signedInfo(), ID, ROOT.publicKey(), Named.CRYPTO);
    }

    static Activation activation() {
        return Activation.newBuilder()
                .setValidatorId(ID)
                .setHost("validator.example")
                .setPort(8443)
                .setRootKey(byteString(ROOT.publicKey()))
                .setTlsPin(byteString(Named.bytes("TLS certificate")))
                .setCode("7Q4K-2M9D-XR5T")
                .build();
    }

    /** Names the credential of a phone; its keys are named after it as well. */
    static Credential credential(String owner) {
        return Credential.newBuilder()
                .setId(byteString(Bytes.concat(
                        Bytes.of((byte) 1), Named.bytes(owner + " credential id", 16))))
                .setValidatorId(ID)
                .setKind(CredentialKind.CREDENTIAL_KIND_ALIAS)
                .setSigningKey(byteString(signingKey(owner).publicKey()))
                .setNoiseKey(byteString(Named.x25519(owner + " Noise key").publicKey()))
                .setNotBefore(MIDNIGHT)
                .setNotAfter(MIDNIGHT + MONTH)
                .setLimitClass(1)
                .setIssuerKeyId(ISSUER_KEY_ID)
                .build();
    }

    static Signer signingKey(String owner) {
        return Named.ed25519(owner + " signing key");
    }

    static IssuedCredential issued(String owner) {
        return IssuedCredential.newBuilder()
                .setCredential(MessageType.CREDENTIAL.sign(credential(owner), ISSUER))
                .setMac(byteString(Named.bytes(owner + " credential MAC", 16)))
                .build();
    }

    static Signer issuer() {
        return ISSUER;
    }

    static int issuerKeyId() {
        return ISSUER_KEY_ID;
    }
}
