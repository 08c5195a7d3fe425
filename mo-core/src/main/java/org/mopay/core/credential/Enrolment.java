package org.mopay.core.credential;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.CredentialGrant;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.EnrolmentContent;
import org.mopay.proto.v1.EnrolmentRequest;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredEnrolment;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.ValidatorKey;

/**
 * A phone's side of enrolment (RFC 9180 base mode; specification, chapter 3). The host stores
 * {@link #stored()} durably before it sends {@link #request()}: sending the same request again gets
 * the same answer, so a lost answer costs nothing.
 */
public final class Enrolment {
    private static final int SECRET_SIZE = 32;

    private final StoredEnrolment stored;

    private Enrolment(StoredEnrolment stored) {
        this.stored = stored;
    }

    /**
     * Makes fresh keys and the sealed request.
     *
     * @param activation where the activation link leads
     * @param validator the validator's information, checked against the link's root key
     * @param now seconds since the Unix epoch
     */
    public static Enrolment begin(
            Activation activation,
            TrustedValidator validator,
            long now,
            CryptoProvider crypto,
            RandomSource random)
            throws ProtocolException {
        SecretBytes identity = crypto.generateP256Scalar(random);
        StoredEnrolment.Builder stored =
                StoredEnrolment.newBuilder().setIdentityScalar(byteString(identity));
        return begin(
                stored, activation, validator, crypto.p256Signer(identity), now, crypto, random);
    }

    /**
     * As above, with an identity key that never leaves the app's keystore: the phone's record does not
     * hold it.
     *
     * @param identity P-256, such as a {@link org.mopay.core.crypto.KeystoreSigner}
     */
    public static Enrolment begin(
            Activation activation,
            TrustedValidator validator,
            Signer identity,
            long now,
            CryptoProvider crypto,
            RandomSource random)
            throws ProtocolException {
        return begin(
                StoredEnrolment.newBuilder(), activation, validator, identity, now, crypto, random);
    }

    private static Enrolment begin(
            StoredEnrolment.Builder stored,
            Activation activation,
            TrustedValidator validator,
            Signer identity,
            long now,
            CryptoProvider crypto,
            RandomSource random)
            throws ProtocolException {
        validator.checkCurrent(now);
        ValidatorKey hpkeKey = validator.hpkeKey(now);
        X25519KeyPair answerKeys = crypto.generateX25519(random);
        stored.setActivation(activation)
                .setValidatorInfo(validator.signed())
                .setAnswerPrivate(byteString(answerKeys.privateKey()));
        for (int i = 0; i < validator.limits().getPoolSize(); i++) {
            stored.addKeys(NewKeys.generate(crypto, random));
        }
        Hpke.SenderContext hpke = Hpke.setupSender(
                bytes(hpkeKey.getPublicKey()),
                EnrolmentSecrecy.info(validator.id()),
                crypto,
                random);
        EnrolmentContent content = EnrolmentContent.newBuilder()
                .setRequest(MessageType.ENROLMENT_REQUEST.sign(
                        request(stored, validator.id(), hpke.enc(), answerKeys, identity, crypto),
                        identity))
                .setActivationCode(activation.getCode())
                .build();
        Bytes ciphertext = hpke.seal(Bytes.empty(), MessageType.ENROLMENT_CONTENT.encode(content));
        SealedEnrolment sealed = SealedEnrolment.newBuilder()
                .setSuite(EnrolmentSecrecy.SUITE)
                .setValidatorId(validator.id())
                .setHpkeKeyId(hpkeKey.getId())
                .setEnc(byteString(hpke.enc()))
                .setCiphertext(byteString(ciphertext))
                .build();
        return new Enrolment(stored.setRequest(sealed)
                .setExportedSecret(byteString(EnrolmentSecrecy.export(hpke)))
                .build());
    }

    private static EnrolmentRequest request(
            StoredEnrolment.Builder stored,
            String validatorId,
            Bytes enc,
            X25519KeyPair answerKeys,
            Signer signer,
            CryptoProvider crypto) {
        EnrolmentRequest.Builder request = EnrolmentRequest.newBuilder()
                .setValidatorId(validatorId)
                .setIdentityKey(byteString(signer.publicKey()))
                .setEnc(byteString(enc))
                .setAnswerKey(byteString(answerKeys.publicKey()))
                .setActivationCodeDigest(byteString(
                        EnrolmentSecrecy.codeDigest(stored.getActivation().getCode())));
        for (StoredAlias keys : stored.getKeysList()) {
            request.addCredentialKeys(NewKeys.prove(keys, validatorId, signer.publicKey(), crypto));
        }
        return request.build();
    }

    /** Continues an enrolment whose answer had not come when the app was stopped. */
    public static Enrolment restore(StoredEnrolment stored) {
        return new Enrolment(stored);
    }

    /** What the host keeps until the answer has come; it holds secrets. */
    public StoredEnrolment stored() {
        return stored;
    }

    /** What goes to the validator. */
    public SealedEnrolment request() {
        return stored.getRequest();
    }

    /**
     * Opens the answer.
     *
     * @param validator its information as it is now, which may be newer than when this was begun:
     *     the phone starts with it
     * @return the phone's first state, its OTP secret not yet protected
     * @throws ProtocolException BOX_UNREADABLE if the answer is not the validator's answer to this
     *     request; CREDENTIAL_MISMATCH or CREDENTIAL_INVALID if it grants something else;
     *     VALIDATOR_INFO_INVALID if {@code validator} contradicts what this was begun with
     */
    public StoredPhone complete(
            SealedEnrolmentAnswer answer,
            TrustedValidator validator,
            long now,
            CryptoProvider crypto)
            throws ProtocolException {
        TrustedValidator.verify(
                        stored.getValidatorInfo(),
                        stored.getActivation().getValidatorId(),
                        bytes(stored.getActivation().getRootKey()),
                        crypto)
                .supersededBy(validator);
        Bytes digest = EnrolmentSecrecy.requestDigest(stored.getRequest());
        EnrolmentAnswer opened = EnrolmentSecrecy.openAnswer(
                answer,
                secret(stored.getAnswerPrivate()),
                secret(stored.getExportedSecret()),
                digest,
                crypto);
        boolean secrets = opened.getSealSecret().size() == SECRET_SIZE
                && opened.getOtpSecret().size() == SECRET_SIZE;
        if (!secrets) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "enrolment-answer: a secret has 32 bytes");
        }
        StoredPhone.Builder phone = StoredPhone.newBuilder()
                .setVersion(1)
                .setValidator(stored.getActivation().toBuilder().clearCode())
                .setValidatorInfo(validator.signed())
                .setDeviceId(opened.getDeviceId())
                .setAccount(opened.getAccount())
                .setIdentityScalar(stored.getIdentityScalar())
                .setSealSecret(opened.getSealSecret());
        phone.getOtpSecretBuilder().setValue(opened.getOtpSecret());
        if (opened.getGrantsCount() != stored.getKeysCount()) {
            throw new ProtocolException(ErrorCode.CREDENTIAL_MISMATCH, "not one credential a key");
        }
        for (int i = 0; i < opened.getGrantsCount(); i++) {
            phone.addAliases(grant(stored.getKeys(i), opened.getGrants(i), validator, now, crypto));
        }
        return phone.build();
    }

    /** Joins what was granted with the private keys it was granted for. */
    static StoredAlias grant(
            StoredAlias keys,
            CredentialGrant grant,
            TrustedValidator validator,
            long now,
            CryptoProvider crypto)
            throws ProtocolException {
        VerifiedCredential credential =
                VerifiedCredential.verify(grant.getCredential(), validator, now, crypto);
        Bytes signingKey = crypto.ed25519Signer(secret(keys.getSigningSeed())).publicKey();
        Bytes noiseKey = crypto.x25519KeyPair(secret(keys.getNoisePrivate())).publicKey();
        if (!credential.verifier().publicKey().equals(signingKey)
                || !credential.noiseKey().equals(noiseKey)) {
            throw new ProtocolException(ErrorCode.CREDENTIAL_MISMATCH, "granted for another key");
        }
        return keys.toBuilder()
                .setIndex(grant.getIndex())
                .setCredential(grant.getCredential())
                .build();
    }
}
