package org.mopay.core;

import static org.mopay.core.TestValidator.NOW;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.Signed;

/** A {@link TestValidator} with its ledger, as an app reaches one: by paths and bodies. */
public final class WireValidator {
    private final TestValidator validator;
    private final TestLedger ledger;

    public WireValidator(RandomSource random) throws ProtocolException {
        this.validator = new TestValidator("bank.test", random);
        this.ledger = new TestLedger(validator);
    }

    /** The link that enrols a phone of a new account. */
    public String activationLink(String account) {
        return Links.enrol(validator.activation(account).toBuilder()
                .setTlsPin(ByteString.copyFrom(new byte[32]))
                .build());
    }

    /** How many payments it has settled. */
    public int settled() {
        return ledger.settled().size();
    }

    /** Answers a call of the server's API at {@link TestValidator#NOW}. */
    public Bytes post(String path, Bytes body) throws ProtocolException {
        try {
            return Bytes.copyOf(
                    switch (path) {
                        case "/v1/validator" -> validator.trusted().signed().toByteArray();
                        case "/v1/enrolments" ->
                            validator
                                    .enrol(SealedEnrolment.parseFrom(body.toArray()))
                                    .toByteArray();
                        case "/v1/refills" ->
                            validator.refill(Signed.parseFrom(body.toArray())).toByteArray();
                        case "/v1/payments" -> ledger.submit(body, NOW).toByteArray();
                        default -> throw new IllegalArgumentException(path);
                    });
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("what an example sent can't be read", e);
        }
    }
}
