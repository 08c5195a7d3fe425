package org.mopay.core.credential;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Unverified;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.IssuedCredential;

/** A credential that a trusted validator has issued and that is valid now. */
public final class VerifiedCredential {
    /** Bytes of a credential id: epoch (1) and one AES block. */
    public static final int ID_SIZE = 17;

    private static final int MAC_SIZE = 16;

    private final IssuedCredential issued;
    private final Credential credential;
    private final Verifier verifier;

    private VerifiedCredential(IssuedCredential issued, Credential credential, Verifier verifier) {
        this.issued = issued;
        this.credential = credential;
        this.verifier = verifier;
    }

    /**
     * Checks issuer, validator and validity.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException WRONG_VALIDATOR, CREDENTIAL_INVALID, CREDENTIAL_EXPIRED, or a code of
     *     malformed bytes
     */
    public static VerifiedCredential verify(
            IssuedCredential issued, TrustedValidator validator, long now, CryptoProvider crypto)
            throws ProtocolException {
        Unverified<Credential> read = read(issued, validator.id());
        Credential credential = read.message();
        Verifier issuer = validator.requireIssuer(credential.getIssuerKeyId(), now);
        try {
            read.verify(issuer);
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_INVALID, "the issuer's signature does not fit", e);
        }
        return checked(issued, credential, now, crypto);
    }

    /**
     * Reads a credential's form without believing it: for the validator, which recognises its own
     * work by other means.
     */
    public static Credential decode(IssuedCredential issued, String validatorId)
            throws ProtocolException {
        return read(issued, validatorId).message();
    }

    private static Unverified<Credential> read(IssuedCredential issued, String validatorId)
            throws ProtocolException {
        Unverified<Credential> read = MessageType.CREDENTIAL.read(issued.getCredential());
        Credential credential = read.message();
        if (!credential.getValidatorId().equals(validatorId)) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "the credential is of another validator");
        }
        boolean form = credential.getId().size() == ID_SIZE
                && issued.getMac().size() == MAC_SIZE
                && credential.getKind() != CredentialKind.CREDENTIAL_KIND_UNSPECIFIED;
        if (!form) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "credential: id, kind or MAC");
        }
        return read;
    }

    /**
     * The credential as verified, by a caller that has just recognised it as the validator's own.
     * Its key passed the subgroup check when it was issued.
     */
    public static VerifiedCredential checked(
            IssuedCredential issued, Credential credential, long now, CryptoProvider crypto)
            throws ProtocolException {
        if (now < credential.getNotBefore() || now > credential.getNotAfter()) {
            throw new ProtocolException(ErrorCode.CREDENTIAL_EXPIRED, "not valid at this time");
        }
        Bytes key = bytes(credential.getSigningKey());
        return new VerifiedCredential(issued, credential, crypto.ed25519VerifierTrusted(key));
    }

    public IssuedCredential issued() {
        return issued;
    }

    public Credential credential() {
        return credential;
    }

    public Bytes id() {
        return bytes(credential.getId());
    }

    public Bytes noiseKey() {
        return bytes(credential.getNoiseKey());
    }

    /** Verifies what this credential's key has signed. */
    public Verifier verifier() {
        return verifier;
    }

    public boolean isAlias() {
        return credential.getKind() == CredentialKind.CREDENTIAL_KIND_ALIAS;
    }
}
