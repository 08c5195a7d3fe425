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
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;
import org.mopay.proto.v1.ValidatorLimits;

import java.util.Map;

/**
 * Signs what the validator publishes of itself, anew every day. The validator trusts the same
 * object as the phones do, so that both judge by the same keys, fees and limits.
 */
public final class ValidatorInfoPublisher {
    /** The one class of credentials there is so far. */
    public static final int STANDARD_CLASS = 1;

    private static final long DAY = 86_400;
    private static final long VALIDITY = 90 * DAY;
    private static final long KEY_VALIDITY = 5 * 365 * DAY;
    private static final long PER_PAYMENT = 2_000_000;

    private final String validatorId;
    private final ValidatorKeys keys;
    private final Map<String, Integer> assets;
    private final FeeSchedules fees;
    private final CryptoProvider crypto;
    private @Nullable TrustedValidator current;

    public ValidatorInfoPublisher(
            String validatorId,
            ValidatorKeys keys,
            Map<String, Integer> assets,
            FeeSchedules fees,
            CryptoProvider crypto) {
        this.validatorId = validatorId;
        this.keys = keys;
        this.assets = assets;
        this.fees = fees;
        this.crypto = crypto;
    }

    /**
     * What is published now.
     *
     * @param now seconds since the Unix epoch
     */
    public synchronized TrustedValidator current(long now) throws ProtocolException {
        if (current == null || now >= current.info().getIssuedAt() + DAY) {
            current = TrustedValidator.verify(
                    MessageType.VALIDATOR_INFO.sign(info(now), keys.root()),
                    validatorId,
                    keys.root().publicKey(),
                    crypto);
        }
        return current;
    }

    private ValidatorInfo info(long now) {
        ValidatorInfo.Builder info = ValidatorInfo.newBuilder()
                .setValidatorId(validatorId)
                .setSerial(now)
                .setIssuedAt(now)
                .setExpiresAt(now + VALIDITY)
                .addKeys(key(ValidatorKeys.ISSUER_KEY_ID, KeyUse.KEY_USE_ISSUER)
                        .setPublicKey(byteString(keys.issuer().publicKey())))
                .addKeys(key(ValidatorKeys.HPKE_KEY_ID, KeyUse.KEY_USE_HPKE)
                        .setPublicKey(byteString(keys.hpke().publicKey())))
                .setLimits(limits());
        CredentialClass.Builder standard =
                CredentialClass.newBuilder().setId(STANDARD_CLASS).setName("standard");
        assets.forEach((code, exponent) -> {
            info.addAssets(AssetDefinition.newBuilder()
                    .setCode(code)
                    .setExponent(exponent)
                    .setName(code));
            info.addAllFeeSchedules(fees.forAsset(code, now + VALIDITY));
            standard.addLimits(ClassLimit.newBuilder().setAsset(code).setPerPayment(PER_PAYMENT));
        });
        return info.addClasses(standard).build();
    }

    private ValidatorKey.Builder key(int id, KeyUse use) {
        long day = keys.createdAt() - keys.createdAt() % DAY;
        return ValidatorKey.newBuilder()
                .setId(id)
                .setUse(use)
                .setNotBefore(day - DAY)
                .setNotAfter(day + KEY_VALIDITY);
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
