package org.mopay.server.credential;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialGrant;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.Signed;
import org.mopay.server.keys.KeyGeneration;
import org.mopay.server.keys.ValidatorKeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Issues credentials, and recognises what it has issued by a MAC instead of a signature. */
public final class CredentialOffice {
    private static final int MAC_SIZE = 16;
    private static final long DAY = 86_400;
    private static final long ALIAS_DAYS = 30;
    private static final long MERCHANT_DAYS = 180;

    private final String validatorId;
    private final ValidatorKeys validatorKeys;
    private final int limitClass;
    private final CryptoProvider crypto;
    private final Map<Integer, CredentialIds> epochs = new ConcurrentHashMap<>();

    /**
     * An office of one validator.
     *
     * @param limitClass of every credential it issues
     */
    public CredentialOffice(
            String validatorId, ValidatorKeys keys, int limitClass, CryptoProvider crypto) {
        this.validatorId = validatorId;
        this.validatorKeys = keys;
        this.limitClass = limitClass;
        this.crypto = crypto;
    }

    /**
     * Issues one credential a key. A merchant's first credential carries its verified name and is
     * for receiving; all others are aliases. So it is at enrolment, and when that credential is
     * renewed.
     *
     * @param firstIndex of the device's credentials
     * @param verifiedName of the merchant to be given such a credential, else null
     * @param now seconds since the Unix epoch
     */
    public List<CredentialGrant> issue(
            Bytes device,
            int firstIndex,
            List<CredentialKey> keys,
            @Nullable String verifiedName,
            long now)
            throws ProtocolException {
        KeyGeneration generation = validatorKeys.current(now);
        CredentialIds ids = ids(generation);
        List<CredentialGrant> grants = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            int index = firstIndex + i;
            boolean merchant = verifiedName != null && i == 0;
            Credential.Builder credential = Credential.newBuilder()
                    .setId(byteString(ids.idOf(device, index)))
                    .setValidatorId(validatorId)
                    .setKind(
                            merchant
                                    ? CredentialKind.CREDENTIAL_KIND_MERCHANT
                                    : CredentialKind.CREDENTIAL_KIND_ALIAS)
                    .setSigningKey(keys.get(i).getSigningKey())
                    .setNoiseKey(keys.get(i).getNoiseKey())
                    .setLimitClass(limitClass)
                    .setIssuerKeyId(generation.issuerKeyId());
            setValidity(credential, merchant ? MERCHANT_DAYS : ALIAS_DAYS, now);
            if (merchant) {
                credential.setVerifiedName(verifiedName);
            }
            grants.add(CredentialGrant.newBuilder()
                    .setCredential(issue(credential.build(), generation))
                    .setIndex(index)
                    .build());
        }
        return grants;
    }

    /** On UTC-day bounds, from yesterday on for phones whose clock is behind. */
    private static void setValidity(Credential.Builder credential, long days, long now) {
        long today = now - now % DAY;
        credential.setNotBefore(today - DAY).setNotAfter(today + (days + 1) * DAY - 1);
    }

    /** The key that issues and signs now. */
    public int issuerKeyId(long now) {
        return validatorKeys.current(now).issuerKeyId();
    }

    private static IssuedCredential issue(Credential credential, KeyGeneration generation)
            throws ProtocolException {
        Signed signed = MessageType.CREDENTIAL.sign(credential, generation.issuer());
        return IssuedCredential.newBuilder()
                .setCredential(signed)
                .setMac(byteString(mac(signed, generation)))
                .build();
    }

    private static Bytes mac(Signed credential, KeyGeneration generation) throws ProtocolException {
        byte[] input =
                Label.CREDENTIAL_MAC.inContext(bytes(credential.getBody())).toArray();
        return generation
                .credentialMac()
                .orElseThrow(() -> ended(generation))
                .use(key -> Bytes.copyOf(Kdf.hmacSha256(key, input), 0, MAC_SIZE));
    }

    private CredentialIds ids(KeyGeneration generation) throws ProtocolException {
        if (generation.credentialIds().isEmpty()) {
            epochs.remove(generation.number());
            throw ended(generation);
        }
        SecretBytes key = generation.credentialIds().get();
        return epochs.computeIfAbsent(generation.number(), epoch -> new CredentialIds(epoch, key));
    }

    private static ProtocolException ended(KeyGeneration generation) {
        return new ProtocolException(
                ErrorCode.CREDENTIAL_EPOCH_ENDED, "of epoch " + generation.number());
    }

    /** A credential of this validator and whose it is. */
    public record Recognised(VerifiedCredential credential, CredentialIds.Holder holder) {}

    /**
     * Recognises a credential: by its MAC, or by the issuer's signature where the MAC was lost.
     *
     * @throws ProtocolException CREDENTIAL_INVALID, CREDENTIAL_EXPIRED; CREDENTIAL_EPOCH_ENDED if the
     *     keys it is read with were destroyed
     */
    public Recognised recognise(
            IssuedCredential issued, Credential credential, TrustedValidator validator, long now)
            throws ProtocolException {
        CredentialIds ids = ids(generation(credential));
        KeyGeneration issuer = validatorKeys
                .ofIssuer(credential.getIssuerKeyId())
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.CREDENTIAL_INVALID, "its issuer key is none of this validator"));
        VerifiedCredential verified =
                mac(issued.getCredential(), issuer).constantTimeEquals(bytes(issued.getMac()))
                        ? VerifiedCredential.checked(issued, credential, now, crypto)
                        : VerifiedCredential.verify(issued, validator, now, crypto);
        return new Recognised(verified, ids.holderOf(verified.id()));
    }

    private KeyGeneration generation(Credential credential) throws ProtocolException {
        return validatorKeys
                .ofEpoch(CredentialIds.epochOf(bytes(credential.getId())))
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.CREDENTIAL_INVALID, "its id is of no known epoch"));
    }
}
