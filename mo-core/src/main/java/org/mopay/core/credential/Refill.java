package org.mopay.core.credential;

import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.RefillRequest;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.StoredRefill;

import java.util.Optional;

/**
 * A phone's side of a refill: numbered and idempotent, so that a lost answer costs nothing. The
 * phone stores the keys with the request before it sends it.
 */
public final class Refill {
    private Refill() {}

    /** A merchant's credential is renewed when less than this part of its life is left. */
    private static final int RENEWED_IN_LAST_PART = 4;

    /** Whether the phone is a merchant's, and its credential for receiving ends soon or has ended. */
    public static boolean isMerchantDue(StoredPhone phone, long now) {
        boolean due = false;
        for (StoredAlias each : phone.getAliasesList()) {
            Optional<Credential> credential = credential(each);
            if (credential.filter(Refill::isMerchant).isPresent()) {
                long end = credential.get().getNotAfter();
                long life = end - credential.get().getNotBefore();
                due = now > end - life / RENEWED_IN_LAST_PART;
            }
        }
        return due;
    }

    private static boolean isMerchant(Credential credential) {
        return credential.getKind() == CredentialKind.CREDENTIAL_KIND_MERCHANT;
    }

    private static Optional<Credential> credential(StoredAlias alias) {
        try {
            return Optional.of(MessageType.CREDENTIAL.decode(
                    alias.getCredential().getCredential().getBody()));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    /**
     * Asks for new credentials, with the next number.
     *
     * @param aliases how many
     * @param merchant whether to renew the merchant's credential, too
     * @param identity the device's identity key
     */
    public static StoredRefill begin(
            StoredPhone phone,
            int aliases,
            boolean merchant,
            Signer identity,
            CryptoProvider crypto,
            RandomSource random) {
        String validatorId = phone.getValidator().getValidatorId();
        int number = phone.getRefillNumber() + 1;
        StoredRefill.Builder stored = StoredRefill.newBuilder().setNumber(number);
        RefillRequest.Builder request = RefillRequest.newBuilder()
                .setValidatorId(validatorId)
                .setDeviceId(phone.getDeviceId())
                .setNumber(number)
                .setMerchant(merchant);
        for (int i = 0; i < aliases + (merchant ? 1 : 0); i++) {
            StoredAlias keys = NewKeys.generate(crypto, random);
            stored.addKeys(keys);
            request.addCredentialKeys(
                    NewKeys.prove(keys, validatorId, identity.publicKey(), crypto));
        }
        return stored.setRequest(MessageType.REFILL_REQUEST.sign(request.build(), identity))
                .build();
    }

    /**
     * Takes the granted credentials into the phone's state. Unused aliases that have expired leave
     * it, and so does a merchant's credential that is renewed by this.
     *
     * @throws ProtocolException CREDENTIAL_MISMATCH if this is not what the phone waits for, or the code
     *     of a credential that is refused
     */
    public static StoredPhone complete(
            StoredPhone phone,
            RefillAnswer answer,
            TrustedValidator validator,
            long now,
            CryptoProvider crypto)
            throws ProtocolException {
        StoredRefill refill = phone.getRefill();
        if (!phone.hasRefill()
                || answer.getNumber() != refill.getNumber()
                || answer.getGrantsCount() != refill.getKeysCount()) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_MISMATCH, "not the answer to this refill");
        }
        boolean merchant =
                MessageType.REFILL_REQUEST.decode(refill.getRequest().getBody()).getMerchant();
        StoredPhone.Builder refilled = phone.toBuilder()
                .setRefillNumber(refill.getNumber())
                .clearRefill()
                .clearAliases();
        for (StoredAlias each : phone.getAliasesList()) {
            if (credential(each).filter(known -> stays(known, merchant, now)).isPresent()) {
                refilled.addAliases(each);
            }
        }
        for (int i = 0; i < answer.getGrantsCount(); i++) {
            StoredAlias granted =
                    Enrolment.grant(refill.getKeys(i), answer.getGrants(i), validator, now, crypto);
            boolean isAsked = credential(granted).filter(Refill::isMerchant).isPresent()
                    == (merchant && i == 0);
            if (!isAsked) {
                throw new ProtocolException(
                        ErrorCode.CREDENTIAL_MISMATCH, "a credential of another kind");
            }
            refilled.addAliases(granted);
        }
        return refilled.build();
    }

    private static boolean stays(Credential credential, boolean renewed, long now) {
        return isMerchant(credential) ? !renewed : now <= credential.getNotAfter();
    }
}
