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
import org.mopay.proto.v1.ClassLimit;
import org.mopay.proto.v1.CredentialClass;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.KeyUse;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.ValidatorInfo;
import org.mopay.proto.v1.ValidatorKey;
import org.mopay.proto.v1.ValidatorLimits;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The validator's information after its root key's signature was checked: keys, assets, fees and
 * limits a phone may rely on. Times are seconds since the Unix epoch.
 */
public final class TrustedValidator {
    /** Seconds after which a phone that is online asks for newer information. */
    private static final long FRESH = 86_400;

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
     *     another validator, holds an unusable key or gives two keys one id
     */
    public static TrustedValidator verify(
            Signed info, String validatorId, Bytes rootKey, CryptoProvider crypto)
            throws ProtocolException {
        Verified<ValidatorInfo> verified;
        Map<Integer, Verifier> issuers = new HashMap<>();
        try {
            verified = MessageType.VALIDATOR_INFO.verify(info, crypto.ed25519Verifier(rootKey));
            requireUniqueIds(verified.message());
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

    private static void requireUniqueIds(ValidatorInfo info) throws ProtocolException {
        Set<Integer> ids = new HashSet<>();
        for (ValidatorKey key : info.getKeysList()) {
            if (!ids.add(key.getId())) {
                throw new ProtocolException(
                        ErrorCode.VALIDATOR_INFO_INVALID, "two keys have the id " + key.getId());
            }
        }
    }

    /**
     * Takes newer information in place of this.
     *
     * @throws ProtocolException VALIDATOR_INFO_INVALID if its serial is lower, for a phone never goes
     *     back; if it says something else under the same serial; or if it gives a known key id to
     *     another key
     */
    public TrustedValidator supersededBy(TrustedValidator newer) throws ProtocolException {
        int order = Long.compareUnsigned(newer.info().getSerial(), info().getSerial());
        if (order < 0) {
            throw contradiction(
                    "serial " + newer.info().getSerial() + " is older than " + info().getSerial());
        }
        if (order == 0 && !newer.signed().getBody().equals(signed().getBody())) {
            throw contradiction("serial " + info().getSerial() + " was another information");
        }
        for (ValidatorKey known : info().getKeysList()) {
            for (ValidatorKey key : newer.info().getKeysList()) {
                boolean same = key.getUse() == known.getUse()
                        && key.getPublicKey().equals(known.getPublicKey());
                if (key.getId() == known.getId() && !same) {
                    throw contradiction("key id " + key.getId() + " was another key's");
                }
            }
        }
        return newer;
    }

    private static ProtocolException contradiction(String detail) {
        return new ProtocolException(ErrorCode.VALIDATOR_INFO_INVALID, detail);
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

    /**
     * Requires that the information has not expired: keys may have been withdrawn since.
     *
     * @throws ProtocolException VALIDATOR_INFO_EXPIRED
     */
    public void checkCurrent(long now) throws ProtocolException {
        if (now > info().getExpiresAt()) {
            throw new ProtocolException(
                    ErrorCode.VALIDATOR_INFO_EXPIRED, "at " + info().getExpiresAt());
        }
    }

    /** Whether a phone that is online should ask for newer information: it is a day old. */
    public boolean isStale(long now) {
        return now > info().getExpiresAt() || now >= info().getIssuedAt() + FRESH;
    }

    /**
     * The verifier of an issuer key.
     *
     * @throws ProtocolException ISSUER_UNKNOWN if no key of this id is listed, so that newer
     *     information may list it; CREDENTIAL_INVALID if it is not an issuer's, or not valid at that
     *     time
     */
    public Verifier requireIssuer(int keyId, long at) throws ProtocolException {
        ValidatorKey key = info().getKeysList().stream()
                .filter(listed -> listed.getId() == keyId)
                .findFirst()
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.ISSUER_UNKNOWN,
                        "issuer key " + keyId + " is not in serial " + info().getSerial()));
        Verifier issuer = issuers.get(keyId);
        if (issuer == null || !isValid(key, KeyUse.KEY_USE_ISSUER, at)) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_INVALID,
                    "key " + keyId + " is no issuer's, or not valid at this time");
        }
        return issuer;
    }

    /** The key to seal to at that time: of those that are valid, the one that began last. */
    public ValidatorKey hpkeKey(long at) throws ProtocolException {
        return info().getKeysList().stream()
                .filter(key -> isValid(key, KeyUse.KEY_USE_HPKE, at))
                .max(Comparator.comparingLong(ValidatorKey::getNotBefore)
                        .thenComparingInt(ValidatorKey::getId))
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.VALIDATOR_INFO_INVALID, "no HPKE key is valid now"));
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
                return perPaymentLimit(known, asset);
            }
        }
        return 0;
    }

    private static long perPaymentLimit(CredentialClass known, String asset) {
        for (ClassLimit limit : known.getLimitsList()) {
            if (limit.getAsset().equals(asset)) {
                return limit.getPerPayment();
            }
        }
        return 0;
    }
}
