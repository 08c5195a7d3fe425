package org.mopay.core.credential;

import static org.mopay.core.message.Wire.secret;

import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.RefillRequest;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.StoredRefill;

/**
 * A phone's side of a refill: numbered and idempotent, so that a lost answer costs nothing. The
 * phone stores the keys with the request before it sends it.
 */
public final class Refill {
    private Refill() {}

    /** Asks for {@code count} new credentials, with the next number. */
    public static StoredRefill begin(
            StoredPhone phone, int count, CryptoProvider crypto, RandomSource random) {
        Signer identity = crypto.p256Signer(secret(phone.getIdentityScalar()));
        String validatorId = phone.getValidator().getValidatorId();
        int number = phone.getRefillNumber() + 1;
        StoredRefill.Builder stored = StoredRefill.newBuilder().setNumber(number);
        RefillRequest.Builder request = RefillRequest.newBuilder()
                .setValidatorId(validatorId)
                .setDeviceId(phone.getDeviceId())
                .setNumber(number);
        for (int i = 0; i < count; i++) {
            StoredAlias keys = NewKeys.generate(crypto, random);
            stored.addKeys(keys);
            request.addCredentialKeys(
                    NewKeys.prove(keys, validatorId, identity.publicKey(), crypto));
        }
        return stored.setRequest(MessageType.REFILL_REQUEST.sign(request.build(), identity))
                .build();
    }

    /**
     * Takes the granted credentials into the phone's state.
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
        StoredPhone.Builder refilled =
                phone.toBuilder().setRefillNumber(refill.getNumber()).clearRefill();
        for (int i = 0; i < answer.getGrantsCount(); i++) {
            refilled.addAliases(Enrolment.grant(
                    refill.getKeys(i), answer.getGrants(i), validator, now, crypto));
        }
        return refilled.build();
    }
}
