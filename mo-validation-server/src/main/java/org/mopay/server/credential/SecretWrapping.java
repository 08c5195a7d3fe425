package org.mopay.server.credential;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/** Secrets as the store keeps them: {@code nonce (12) || ChaCha20-Poly1305(secret)}, AAD the owner. */
final class SecretWrapping {
    private static final int NONCE_SIZE = 12;

    private final Aead aead;

    SecretWrapping(Aead aead) {
        this.aead = aead;
    }

    Bytes wrap(byte[] secret, Bytes owner, RandomSource random) {
        byte[] nonce = random.next(NONCE_SIZE);
        return Bytes.concat(
                Bytes.copyOf(nonce), Bytes.adopt(aead.seal(nonce, owner.toArray(), secret)));
    }

    /** Unwraps; a failure means that ledger and keys do not belong together. */
    byte[] unwrap(Bytes wrapped, Bytes owner) throws ProtocolException {
        try {
            return aead.open(
                    wrapped.slice(0, NONCE_SIZE).toArray(),
                    owner.toArray(),
                    wrapped.slice(NONCE_SIZE, wrapped.size()).toArray());
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ErrorCode.LEDGER_CORRUPT, "a wrapped secret can't be opened", e);
        }
    }
}
