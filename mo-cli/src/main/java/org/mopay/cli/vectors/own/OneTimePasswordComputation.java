package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.otp.Ocra;

/** The one-time password of a payment. */
final class OneTimePasswordComputation implements Computation {
    @Override
    public JsonObject output(VectorObject input) throws VectorFormatException {
        String otp = Ocra.forPayment(
                input.secret("otp_secret"), input.number("credential_index"), input.hex("d"));
        return new Members().with("otp", otp).build();
    }
}
