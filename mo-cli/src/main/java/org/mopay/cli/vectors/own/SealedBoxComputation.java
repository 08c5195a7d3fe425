package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.payment.SealedBox;

/** Boxes between a device and its validator. */
final class SealedBoxComputation implements Computation {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();

    @Override
    public JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        SecretBytes secret = input.secret("seal_secret");
        Label label = Types.label(input.text("label"));
        Bytes subject = input.hex("subject");
        Bytes content = input.hex("content");
        Bytes box = SealedBox.seal(secret, label, subject, content, CRYPTO);
        if (!SealedBox.open(secret, label, subject, box, CRYPTO).equals(content)) {
            throw new VectorMismatch("the box opens to another content");
        }
        return new Members()
                .with("salt", box.slice(0, SealedBox.SALT_SIZE))
                .with("box", box)
                .build();
    }
}
