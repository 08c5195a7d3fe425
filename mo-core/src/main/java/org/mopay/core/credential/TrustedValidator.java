package org.mopay.core.credential;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Verified;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.CredentialClass;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.KeyUse;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;
import org.mopay.proto.v1.ValidatorLimits;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The validator's information after its root key's signature was checked: keys, assets, fees and
 * limits a phone may rely on. Times are seconds since the Unix epoch.
 */
public final class TrustedValidator {
    private final Verified<ValidatorInfo> verified;
    private final Map<Integer, Verifier> issuers;

    private TrustedValidator(Verified<ValidatorInfo> verified, Map<Integer, Verifier> issuers) {
        this.verified = verified;
        this.issuers = issuers;
    }

    /**
     * Checks the information against the pinned root key.
     *
     * @throws ProtocolException VALIDATOR_INFO_INVALID if it is not signed by that key, names
     *     another validator or holds an unusable key; malformed bytes have their own codes
     */
    public static TrustedValidator verify(
            Signed info, String validatorId, Bytes rootKey, CryptoProvider crypto)
            throws ProtocolException {
        Verified<ValidatorInfo> verified;
        Map<Integer, Verifier> issuers = new HashMap<>();
        try {
            verified = MessageType.VALIDATOR_INFO.verify(info, crypto.ed25519Verifier(rootKey));
            for (ValidatorKey key : verified.message().getKeysList()) {
                if (key.getUse() == KeyUse.KEY_USE_ISSUER) {
                    Bytes publicKey = bytes(key.getPublicKey());
                    issuers.put(key.getId(), crypto.ed25519Verifier(publicKey));
                }
            }
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ErrorCode.VALIDATOR_INFO_INVALID, String.valueOf(e.getMessage()), e);
        }
        if (!verified.message().getValidatorId().equals(validatorId)) {
            throw new ProtocolException(
                    ErrorCode.VALIDATOR_INFO_INVALID,
                    "it names " + verified.message().getValidatorId() + ", not " + validatorId);
        }
        return new TrustedValidator(verified, issuers);
    }

    /**
     * Takes newer information in place of this.
     *
     * @throws ProtocolException VALIDATOR_INFO_INVALID if its serial is lower: a phone never goes back
     */
    public TrustedValidator supersededBy(TrustedValidator newer) throws ProtocolException {
        if (Long.compareUnsigned(newer.info().getSerial(), info().getSerial()) < 0) {
            throw new ProtocolException(
                    ErrorCode.VALIDATOR_INFO_INVALID,
                    "serial " + newer.info().getSerial() + " is older than " + info().getSerial());
        }
        return newer;
    }

    public String id() {
        return info().getValidatorId();
    }

    public ValidatorInfo info() {
        return verified.message();
    }

    /** The exact signed bytes, to be kept and shown. */
    public Signed signed() {
        return verified.signed();
    }

    public ValidatorLimits limits() {
        return info().getLimits();
    }

    public void checkCurrent(long now) throws ProtocolException {
        if (now > info().getExpiresAt()) {
            throw new ProtocolException(ErrorCode.VALIDATOR_INFO_INVALID, "it has expired");
        }
    }

    /** The verifier of an issuer key, if the key is listed and valid at that time. */
    Optional<Verifier> issuer(int keyId, long at) {
        return key(keyId, KeyUse.KEY_USE_ISSUER, at).map(key -> issuers.get(keyId));
    }

    /**
     * The verifier of an issuer key.
     *
     * @throws ProtocolException CREDENTIAL_INVALID if the key is not listed or not valid at that time
     */
    public Verifier requireIssuer(int keyId, long at) throws ProtocolException {
        return issuer(keyId, at)
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.CREDENTIAL_INVALID,
                        "issuer key " + keyId + " is not valid at this time"));
    }

    /** The key to seal to at that time. */
    public ValidatorKey hpkeKey(long at) throws ProtocolException {
        for (ValidatorKey key : info().getKeysList()) {
            if (isValid(key, KeyUse.KEY_USE_HPKE, at)) {
                return key;
            }
        }
        throw new ProtocolException(ErrorCode.VALIDATOR_INFO_INVALID, "no HPKE key is valid now");
    }

    private Optional<ValidatorKey> key(int id, KeyUse use, long at) {
        return info().getKeysList().stream()
                .filter(key -> key.getId() == id && isValid(key, use, at))
                .findFirst();
    }

    private static boolean isValid(ValidatorKey key, KeyUse use, long at) {
        return key.getUse() == use && at >= key.getNotBefore() && at <= key.getNotAfter();
    }

    /** The definition of an asset, or ASSET_UNKNOWN. */
    public AssetDefinition asset(String code) throws ProtocolException {
        for (AssetDefinition asset : info().getAssetsList()) {
            if (asset.getCode().equals(code)) {
                return asset;
            }
        }
        throw new ProtocolException(ErrorCode.ASSET_UNKNOWN, code);
    }

    /** The schedule under which a new request is made: the newest that is valid. */
    public FeeSchedule currentFees(String asset, long at) throws ProtocolException {
        FeeSchedule newest = null;
        for (FeeSchedule schedule : info().getFeeSchedulesList()) {
            boolean valid = at >= schedule.getNotBefore() && at <= schedule.getNotAfter();
            boolean newer = newest == null || schedule.getVersion() > newest.getVersion();
            if (schedule.getAsset().equals(asset) && valid && newer) {
                newest = schedule;
            }
        }
        if (newest == null) {
            throw new ProtocolException(ErrorCode.ASSET_UNKNOWN, "no fee schedule for " + asset);
        }
        return newest;
    }

    /** The schedule of a version, valid at that time, or FEE_MISMATCH. */
    public FeeSchedule fees(String asset, int version, long at) throws ProtocolException {
        for (FeeSchedule schedule : info().getFeeSchedulesList()) {
            boolean named = schedule.getAsset().equals(asset) && schedule.getVersion() == version;
            if (named && at >= schedule.getNotBefore() && at <= schedule.getNotAfter()) {
                return schedule;
            }
        }
        throw new ProtocolException(
                ErrorCode.FEE_MISMATCH, "no fee schedule " + version + " for " + asset);
    }

    /** The most a credential of the class may pay at once, in minor units; 0 if nothing. */
    public long perPaymentLimit(int credentialClass, String asset) {
        for (CredentialClass known : info().getClassesList()) {
            if (known.getId() == credentialClass) {
                return known.getLimitsList().stream()
                        .filter(limit -> limit.getAsset().equals(asset))
                        .mapToLong(limit -> limit.getPerPayment())
                        .findFirst()
                        .orElse(0);
            }
        }
        return 0;
    }
}
