package org.mopay.core;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.AwaitedDecision;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialGrant;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.KeyUse;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.RefillRequest;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.Rounding;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;
import org.mopay.proto.v1.ValidatorLimits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A validator in memory with real cryptography, as far as the phones' tests need one: it enrols
 * devices, issues credentials and signs decisions. What it decides is up to a {@link TestLedger}.
 */
public final class TestValidator {
    /** When the tests take place: seconds since the Unix epoch, not a day's bound. */
    public static final long NOW = 1_800_000_000L;

    /** Credentials a phone keeps. */
    public static final int POOL_SIZE = 4;

    public static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();

    private static final long DAY = 86_400;
    static final int ISSUER_KEY = 1;
    private static final int HPKE_KEY = 2;

    private final String id;
    private final RandomSource random;
    private final SecretBytes rootSeed;
    private final SecretBytes issuerSeed;
    private final X25519KeyPair hpkeKeys;
    private final TrustedValidator trusted;
    private final Map<Bytes, SealedEnrolmentAnswer> enrolments = new HashMap<>();
    private final Map<Bytes, Device> devices = new HashMap<>();
    private final Map<Bytes, Holder> holders = new HashMap<>();

    /** One enrolled phone, as its validator knows it. */
    public record Device(
            Bytes id, String account, Bytes identityKey, SecretBytes seal, SecretBytes otp) {}

    /** Whose credential it is, and the index that counts it. */
    public record Holder(Device device, int index) {}

    public TestValidator(String id, RandomSource random) throws ProtocolException {
        this.id = id;
        this.random = random;
        this.rootSeed = CRYPTO.generateEd25519Seed(random);
        this.issuerSeed = CRYPTO.generateEd25519Seed(random);
        this.hpkeKeys = CRYPTO.generateX25519(random);
        this.trusted = trust(info().build());
    }

    public String id() {
        return id;
    }

    /** What it publishes of itself, to be signed as it is or changed. */
    public ValidatorInfo.Builder info() {
        return ValidatorInfo.newBuilder()
                .setValidatorId(id)
                .setSerial(7)
                .setIssuedAt(NOW - DAY)
                .setExpiresAt(NOW + 400 * DAY)
                .addKeys(key(
                        ISSUER_KEY,
                        KeyUse.KEY_USE_ISSUER,
                        CRYPTO.ed25519Signer(issuerSeed).publicKey()))
                .addKeys(key(HPKE_KEY, KeyUse.KEY_USE_HPKE, hpkeKeys.publicKey()))
                .addAssets(AssetDefinition.newBuilder()
                        .setCode("USD")
                        .setExponent(2)
                        .setName("US dollar"))
                .addAssets(AssetDefinition.newBuilder().setCode("X-POINT").setName("Point"))
                .addFeeSchedules(fees("USD", 1).setFixed(5).setBasisPoints(100))
                .addFeeSchedules(fees("USD", 2).setFixed(10).setBasisPoints(200))
                .addFeeSchedules(fees("X-POINT", 1))
                .setLimits(ValidatorLimits.newBuilder()
                        .setClockTolerance(60)
                        .setSettleWindow(120)
                        .setRequestLifetime(2_592_000)
                        .setSyncDeadline(604_800)
                        .setPoolSize(POOL_SIZE));
    }

    private static ValidatorKey key(int keyId, KeyUse use, Bytes publicKey) {
        return ValidatorKey.newBuilder()
                .setId(keyId)
                .setUse(use)
                .setPublicKey(byteString(publicKey))
                .setNotBefore(NOW - 10 * DAY)
                .setNotAfter(NOW + 100 * DAY)
                .build();
    }

    private static FeeSchedule.Builder fees(String asset, int version) {
        return FeeSchedule.newBuilder()
                .setAsset(asset)
                .setVersion(version)
                .setMaximum(500)
                .setRounding(Rounding.ROUNDING_HALF_UP)
                .setNotBefore(NOW - 10 * DAY)
                .setNotAfter(NOW + 100 * DAY);
    }

    public Signed sign(ValidatorInfo info) {
        return MessageType.VALIDATOR_INFO.sign(info, CRYPTO.ed25519Signer(rootSeed));
    }

    public TrustedValidator trust(ValidatorInfo info) throws ProtocolException {
        return TrustedValidator.verify(sign(info), id, rootKey(), CRYPTO);
    }

    public TrustedValidator trusted() {
        return trusted;
    }

    public Bytes rootKey() {
        return CRYPTO.ed25519Signer(rootSeed).publicKey();
    }

    public X25519KeyPair hpkeKeys() {
        return hpkeKeys;
    }

    /** The activation of an account's new device; its code is the account's name. */
    public Activation activation(String account) {
        return Activation.newBuilder()
                .setValidatorId(id)
                .setHost("localhost")
                .setPort(8443)
                .setRootKey(byteString(rootKey()))
                .setCode(account)
                .build();
    }

    /** Answers an enrolment, the same request always alike. */
    public SealedEnrolmentAnswer enrol(SealedEnrolment request) throws ProtocolException {
        EnrolmentDesk.Application application = EnrolmentDesk.open(request, id, hpkeKeys, CRYPTO);
        SealedEnrolmentAnswer earlier = enrolments.get(application.requestDigest());
        if (earlier != null) {
            return earlier;
        }
        Bytes deviceId = Bytes.copyOf(random.next(8));
        Device device = new Device(
                deviceId,
                "account-" + deviceId.hex(),
                application.identityKey(),
                random.secret(32),
                random.secret(32));
        devices.put(deviceId, device);
        SealedEnrolmentAnswer answer =
                application.seal(answer(device, application.keys()), CRYPTO, random);
        enrolments.put(application.requestDigest(), answer);
        return answer;
    }

    /** What is in the sealed answer to an enrolment. */
    public EnrolmentAnswer answer(SealedEnrolment request) throws ProtocolException {
        EnrolmentDesk.Application application = EnrolmentDesk.open(request, id, hpkeKeys, CRYPTO);
        Device device = new Device(
                Bytes.copyOf(random.next(8)),
                "account",
                application.identityKey(),
                random.secret(32),
                random.secret(32));
        return answer(device, application.keys());
    }

    private EnrolmentAnswer answer(Device device, List<CredentialKey> keys) {
        return EnrolmentAnswer.newBuilder()
                .setDeviceId(byteString(device.id()))
                .setAccount(device.account())
                .setSealSecret(byteString(device.seal()))
                .setOtpSecret(byteString(device.otp()))
                .addAllGrants(grants(device, keys))
                .build();
    }

    /** Answers a refill; what is granted is new each time, as no test asks twice. */
    public RefillAnswer refill(Signed request) throws ProtocolException {
        RefillRequest named = MessageType.REFILL_REQUEST.decode(request.getBody());
        Device device = device(bytes(named.getDeviceId()));
        List<CredentialKey> keys = EnrolmentDesk.check(request, id, device.identityKey(), CRYPTO);
        return RefillAnswer.newBuilder()
                .setNumber(named.getNumber())
                .addAllGrants(grants(device, keys))
                .build();
    }

    private List<CredentialGrant> grants(Device device, List<CredentialKey> keys) {
        return keys.stream()
                .map(key -> {
                    Credential credential = alias(
                                    bytes(key.getSigningKey()), bytes(key.getNoiseKey()))
                            .build();
                    int index = holders.size();
                    holders.put(bytes(credential.getId()), new Holder(device, index));
                    return CredentialGrant.newBuilder()
                            .setCredential(issue(credential))
                            .setIndex(index)
                            .build();
                })
                .toList();
    }

    /** An alias as it is issued, to be signed as it is or changed. */
    public Credential.Builder alias(Bytes signingKey, Bytes noiseKey) {
        return Credential.newBuilder()
                .setId(ByteString.copyFrom(random.next(17)))
                .setValidatorId(id)
                .setKind(CredentialKind.CREDENTIAL_KIND_ALIAS)
                .setSigningKey(byteString(signingKey))
                .setNoiseKey(byteString(noiseKey))
                .setNotBefore(NOW - NOW % DAY)
                .setNotAfter(NOW - NOW % DAY + 30 * DAY - 1)
                .setLimitClass(1)
                .setIssuerKeyId(ISSUER_KEY);
    }

    /** Signs a credential as the issuer. */
    public IssuedCredential issue(Credential credential) {
        return IssuedCredential.newBuilder()
                .setCredential(
                        MessageType.CREDENTIAL.sign(credential, CRYPTO.ed25519Signer(issuerSeed)))
                .setMac(ByteString.copyFrom(random.next(16)))
                .build();
    }

    /** Signs a decision as the issuer, whatever it says. */
    public Signed sign(Decision decision) {
        return MessageType.DECISION.sign(decision, CRYPTO.ed25519Signer(issuerSeed));
    }

    /** Signs the state of a request as the issuer. */
    public Signed sign(RequestStatus status) {
        return MessageType.REQUEST_STATUS.sign(status, CRYPTO.ed25519Signer(issuerSeed));
    }

    /** A decision about what is awaited, without a status. */
    public Decision.Builder decision(AwaitedDecision awaited) {
        return Decision.newBuilder()
                .setValidatorId(id)
                .setD(byteString(awaited.d()))
                .setPaymentId(byteString(awaited.paymentId()))
                .setAmount(awaited.amount())
                .setAsset(awaited.asset())
                .setExponent(awaited.exponent())
                .setFee(awaited.fee())
                .setFeeBearer(awaited.feeBearer())
                .setDecidedAt(NOW)
                .setIssuerKeyId(ISSUER_KEY);
    }

    public Device device(Bytes deviceId) throws ProtocolException {
        return Optional.ofNullable(devices.get(deviceId))
                .orElseThrow(() -> new ProtocolException(ErrorCode.DEVICE_UNKNOWN, "device"));
    }

    public Holder holder(Bytes credentialId) throws ProtocolException {
        return Optional.ofNullable(holders.get(credentialId))
                .orElseThrow(
                        () -> new ProtocolException(ErrorCode.CREDENTIAL_INVALID, "not issued"));
    }
}
