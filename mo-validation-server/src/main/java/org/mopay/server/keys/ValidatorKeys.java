package org.mopay.server.keys;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * All secrets of a validator.
 *
 * @param createdAt seconds since the Unix epoch; its keys are valid from that day on
 * @param root signs the validator's information; phones pin it
 * @param issuer signs credentials and decisions
 * @param hpke opens enrolments
 * @param credentialMac recognises the validator's own credentials
 * @param credentialIds encrypts credential ids, 32 bytes for AES-256
 * @param deviceSecrets wraps the devices' secrets in the ledger
 */
public record ValidatorKeys(
        long createdAt,
        Signer root,
        Signer issuer,
        X25519KeyPair hpke,
        SecretBytes credentialMac,
        SecretBytes credentialIds,
        SecretBytes deviceSecrets) {
    /** Numbers of the keys in the validator's information. */
    public static final int ISSUER_KEY_ID = 1;

    public static final int HPKE_KEY_ID = 2;

    private static final String FILE = "validator.keys";
    private static final int SECRET_SIZE = 32;

    /** Reads the keys of a data directory, or makes them on the first start. */
    public static ValidatorKeys loadOrCreate(
            Path directory, long now, CryptoProvider crypto, RandomSource random)
            throws ProtocolException {
        KeyFile file = KeyFile.open(directory.resolve(FILE));
        if (file.isEmpty()) {
            file.put("created-at", SecretBytes.adopt(longBytes(now)));
            file.put("root", crypto.generateEd25519Seed(random));
            file.put("issuer-1", crypto.generateEd25519Seed(random));
            file.put("hpke-2", crypto.generateX25519(random).privateKey());
            file.put("credential-mac", random.secret(SECRET_SIZE));
            file.put("credential-ids-1", random.secret(SECRET_SIZE));
            file.put("device-secrets", random.secret(SECRET_SIZE));
            file.write();
        }
        return new ValidatorKeys(
                ByteBuffer.wrap(file.secret("created-at").expose()).getLong(),
                crypto.ed25519Signer(file.secret("root")),
                crypto.ed25519Signer(file.secret("issuer-1")),
                crypto.x25519KeyPair(file.secret("hpke-2")),
                file.secret("credential-mac"),
                file.secret("credential-ids-1"),
                file.secret("device-secrets"));
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** Shows nothing of the keys. */
    @Override
    public String toString() {
        return "ValidatorKeys";
    }
}
