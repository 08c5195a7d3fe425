package org.mopay.server.keys;

import static org.mopay.core.message.Wire.byteString;

import org.jspecify.annotations.Nullable;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.ClassLimit;
import org.mopay.proto.v1.CredentialClass;
import org.mopay.proto.v1.KeyUse;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;
import org.mopay.proto.v1.ValidatorLimits;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs what the validator publishes of itself: anew every day, and whenever something of it changes,
 * each time under a higher serial. The validator trusts the same object as the phones do, so that
 * both judge by the same keys, fees and limits.
 */
public final class ValidatorInfoPublisher {
    /** The one class of credentials there is so far. */
    public static final int STANDARD_CLASS = 1;

    private static final long DAY = 86_400;
    private static final long VALIDITY = 90 * DAY;
    private static final long PER_PAYMENT = 2_000_000;

    private final String validatorId;
    private final ValidatorKeys keys;
    private final Map<String, Integer> assets;
    private final Map<String, String> assetNames;
    private final FeeSchedules fees;
    private final PublishedInfo published;
    private final CryptoProvider crypto;
    private @Nullable TrustedValidator current;
    private List<KeyGeneration> listed = List.of();

    /**
     * A publisher of one validator.
     *
     * @param directory where it keeps what it has published
     * @param assets exponents by code
     * @param assetNames what those assets are that are no currencies, by code
     */
    public ValidatorInfoPublisher(
            Path directory,
            String validatorId,
            ValidatorKeys keys,
            Map<String, Integer> assets,
            Map<String, String> assetNames,
            FeeSchedules fees,
            CryptoProvider crypto) {
        this.published = new PublishedInfo(directory);
        this.validatorId = validatorId;
        this.keys = keys;
        this.assets = assets;
        this.assetNames = assetNames;
        this.fees = fees;
        this.crypto = crypto;
    }

    /**
     * What is published now.
     *
     * @param now seconds since the Unix epoch
     */
    public synchronized TrustedValidator current(long now) throws ProtocolException {
        if (current == null
                || now >= current.info().getIssuedAt() + DAY
                || listed != keys.generations()) {
            keys.destroyEnded(now);
            listed = keys.generations();
            current = TrustedValidator.verify(
                    newest(now), validatorId, keys.root().publicKey(), crypto);
        }
        return current;
    }

    /** What was published last, while it is less than a day old and all of it is still so. */
    private Signed newest(long now) throws ProtocolException {
        Optional<PublishedInfo.Version> last = published.read();
        if (last.isPresent()) {
            ValidatorInfo info = last.get().info();
            boolean fresh = now >= info.getIssuedAt() && now < info.getIssuedAt() + DAY;
            if (fresh && info.equals(info(info.getSerial(), info.getIssuedAt()))) {
                return last.get().signed();
            }
        }
        // The clock is a floor only: it lifts the counter over what a restored copy has forgotten.
        long serial = Math.max(last.map(known -> known.info().getSerial()).orElse(0L) + 1, now);
        Signed signed = MessageType.VALIDATOR_INFO.sign(info(serial, now), keys.root());
        published.write(signed);
        return signed;
    }

    private ValidatorInfo info(long serial, long issuedAt) {
        ValidatorInfo.Builder info = ValidatorInfo.newBuilder()
                .setValidatorId(validatorId)
                .setSerial(serial)
                .setIssuedAt(issuedAt)
                .setExpiresAt(issuedAt + VALIDITY)
                .setLimits(limits());
        listed.forEach(generation -> list(generation, info));
        CredentialClass.Builder standard =
                CredentialClass.newBuilder().setId(STANDARD_CLASS).setName("standard");
        assets.forEach((code, exponent) -> {
            info.addAssets(AssetDefinition.newBuilder()
                    .setCode(code)
                    .setExponent(exponent)
                    .setName(assetNames.getOrDefault(code, code)));
            info.addAllFeeSchedules(fees.forAsset(code, issuedAt + VALIDITY));
            standard.addLimits(ClassLimit.newBuilder().setAsset(code).setPerPayment(PER_PAYMENT));
        });
        return info.addClasses(standard).build();
    }

    private static void list(KeyGeneration generation, ValidatorInfo.Builder info) {
        info.addKeys(ValidatorKey.newBuilder()
                .setId(generation.issuerKeyId())
                .setUse(KeyUse.KEY_USE_ISSUER)
                .setPublicKey(byteString(generation.issuer().publicKey()))
                .setNotBefore(generation.notBefore())
                .setNotAfter(generation.issuerNotAfter()));
        generation
                .hpke()
                .ifPresent(hpke -> info.addKeys(ValidatorKey.newBuilder()
                        .setId(generation.hpkeKeyId())
                        .setUse(KeyUse.KEY_USE_HPKE)
                        .setPublicKey(byteString(hpke.publicKey()))
                        .setNotBefore(generation.notBefore())
                        .setNotAfter(generation.hpkeNotAfter())));
    }

    /** As {@code registries/limits.csv} has them. */
    private static ValidatorLimits limits() {
        return ValidatorLimits.newBuilder()
                .setClockTolerance(60)
                .setSettleWindow(120)
                .setRequestLifetime(2_592_000)
                .setSyncDeadline(604_800)
                .setPoolSize(16)
                .build();
    }
}
