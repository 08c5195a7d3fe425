package org.mopay.core.credential;

import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.StoredAlias;

/** The secret keys behind a credential of this phone's own. */
public final class CredentialKeys {
    private CredentialKeys() {}

    /**
     * The Noise keys. The public key is read in the credential: deriving it again would cost as much
     * as a third of an agreement, in every handshake.
     *
     * @throws ProtocolException a code of malformed bytes
     */
    public static X25519KeyPair noise(StoredAlias alias) throws ProtocolException {
        Credential credential = MessageType.CREDENTIAL.decode(
                alias.getCredential().getCredential().getBody());
        return new X25519KeyPair(bytes(credential.getNoiseKey()), secret(alias.getNoisePrivate()));
    }
}
