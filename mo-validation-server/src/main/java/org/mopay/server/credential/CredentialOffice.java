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
import org.mopay.core.crypto.Signer;
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

import java.util.ArrayList;
import java.util.List;

/** Issues credentials, and recognises what it has issued by a MAC instead of a signature. */
public final class CredentialOffice {
    private static final int MAC_SIZE = 16;
    private static final long DAY = 86_400;
    private static final long ALIAS_DAYS = 30;
    private static final long MERCHANT_DAYS = 180;

    private final String validatorId;
    private final Signer issuer;
    private final int issuerKeyId;
    private final int limitClass;
    private final SecretBytes macKey;
    private final CredentialIds ids;
    private final CryptoProvider crypto;

    public CredentialOffice(
            String validatorId,
            Signer issuer,
            int issuerKeyId,
            int limitClass,
            SecretBytes macKey,
            CredentialIds ids,
            CryptoProvider crypto) {
        this.validatorId = validatorId;
        this.issuer = issuer;
        this.issuerKeyId = issuerKeyId;
        this.limitClass = limitClass;
        this.macKey = macKey;
        this.ids = ids;
        this.crypto = crypto;
    }

    /**
     * Issues one credential a key. A merchant's first credential carries its verified name and is
     * for receiving; all others are aliases.
     *
     * @param firstIndex of the device's credentials
     * @param verifiedName of a merchant, else null
     * @param now seconds since the Unix epoch
     */
    public List<CredentialGrant> issue(
            Bytes device,
            int firstIndex,
            List<CredentialKey> keys,
            @Nullable String verifiedName,
            long now) {
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
                    .setIssuerKeyId(issuerKeyId);
            setValidity(credential, merchant ? MERCHANT_DAYS : ALIAS_DAYS, now);
            if (merchant) {
                credential.setVerifiedName(verifiedName);
            }
            grants.add(CredentialGrant.newBuilder()
                    .setCredential(issue(credential.build()))
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

    private IssuedCredential issue(Credential credential) {
        Signed signed = MessageType.CREDENTIAL.sign(credential, issuer);
        return IssuedCredential.newBuilder()
                .setCredential(signed)
                .setMac(byteString(mac(signed)))
                .build();
    }

    private Bytes mac(Signed credential) {
        byte[] input =
                Label.CREDENTIAL_MAC.inContext(bytes(credential.getBody())).toArray();
        return macKey.use(key -> Bytes.copyOf(Kdf.hmacSha256(key, input), 0, MAC_SIZE));
    }

    /** A credential of this validator and whose it is. */
    public record Recognised(VerifiedCredential credential, CredentialIds.Holder holder) {}

    /**
     * Recognises a credential: by its MAC, or by the issuer's signature where the MAC was lost.
     *
     * @throws ProtocolException CREDENTIAL_INVALID, CREDENTIAL_EXPIRED
     */
    public Recognised recognise(
            IssuedCredential issued, Credential credential, TrustedValidator validator, long now)
            throws ProtocolException {
        VerifiedCredential verified =
                mac(issued.getCredential()).constantTimeEquals(bytes(issued.getMac()))
                        ? VerifiedCredential.checked(issued, credential, now, crypto)
                        : VerifiedCredential.verify(issued, validator, now, crypto);
        try {
            return new Recognised(verified, ids.holderOf(verified.id()));
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_INVALID, "its id is of no known epoch", e);
        }
    }
}
