package org.mopay.core.credential;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;

/**
 * The fresh random keys of one credential to come. Never derived from anything shared and never
 * reused, so that no key links two credentials.
 */
final class NewKeys {
    private NewKeys() {}

    /** Seed and private key, without index or credential yet. */
    static StoredAlias generate(CryptoProvider crypto, RandomSource random) {
        return StoredAlias.newBuilder()
                .setSigningSeed(byteString(crypto.generateEd25519Seed(random)))
                .setNoisePrivate(byteString(crypto.generateX25519(random).privateKey()))
                .build();
    }

    /** The public keys, signed by the new signing key: proof of its possession for this identity. */
    static Signed prove(
            StoredAlias keys, String validatorId, Bytes identityKey, CryptoProvider crypto) {
        Signer signer = crypto.ed25519Signer(secret(keys.getSigningSeed()));
        X25519KeyPair noise = crypto.x25519KeyPair(secret(keys.getNoisePrivate()));
        CredentialKey key = CredentialKey.newBuilder()
                .setValidatorId(validatorId)
                .setIdentityKey(byteString(identityKey))
                .setSigningKey(byteString(signer.publicKey()))
                .setNoiseKey(byteString(noise.publicKey()))
                .build();
        return MessageType.CREDENTIAL_KEY.sign(key, signer);
    }

    /**
     * Checks a proof in full, the key's subgroup included: the one time this is done for a key.
     *
     * @throws ProtocolException KEY_INVALID, SIGNATURE_INVALID or a code of malformed bytes
     */
    static CredentialKey check(
            Signed proof, String validatorId, Bytes identityKey, CryptoProvider crypto)
            throws ProtocolException {
        CredentialKey key = MessageType.CREDENTIAL_KEY.decode(proof.getBody());
        Bytes signingKey = bytes(key.getSigningKey());
        boolean named = key.getValidatorId().equals(validatorId)
                && key.getIdentityKey().equals(byteString(identityKey));
        if (!named || key.getNoiseKey().size() != X25519KeyPair.KEY_SIZE) {
            throw new ProtocolException(
                    ErrorCode.KEY_INVALID, "the proof is for another identity or validator");
        }
        MessageType.CREDENTIAL_KEY.verify(proof, crypto.ed25519Verifier(signingKey));
        return key;
    }
}
