package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.Label;
import org.mopay.core.payment.PaymentIds;

/** What names a thing: digests under their labels, and the payment id. */
final class DigestComputation implements Computation {
    @Override
    public JsonObject output(VectorObject input) throws VectorMismatch, VectorFormatException {
        Label label = Types.label(input.text("label"));
        if (input.has("request_created")) {
            Bytes d = label.digest(input.hex("terms"));
            return new Members()
                    .with("d", d)
                    .with("payment_id", PaymentIds.paymentId(input.number("request_created"), d))
                    .build();
        }
        return new Members()
                .with("context", label.inContext(Bytes.empty()))
                .with("digest", label.digest(input.hex("body")))
                .build();
    }
}
