package org.mopay.examples;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.Change;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;

import java.util.List;
import java.util.Optional;

/** Gets a phone's credentials, at first and when they run low. */
final class Enrolling {
    private final CryptoProvider crypto = CryptoProvider.bouncyCastle();
    private final RandomSource random;
    private final Store store;
    private final Validator validator;

    Enrolling(RandomSource random, Store store, Validator validator) {
        this.random = random;
        this.store = store;
        this.validator = validator;
    }

    /**
     * Enrols with the link that the operator gave. What is sent is stored before, so that an app
     * that was killed sends it again and gets the same answer.
     */
    Phone enrol(String link, String pin, long now)
            throws ProtocolException, InvalidProtocolBufferException {
        Activation activation = Links.activation(link);
        TrustedValidator trusted = TrustedValidator.verify(
                Signed.parseFrom(validator.post("/v1/validator", Bytes.empty()).toArray()),
                activation.getValidatorId(),
                Bytes.copyOf(activation.getRootKey().toByteArray()),
                crypto);
        Enrolment enrolment = Enrolment.begin(activation, trusted, now, crypto, random);
        Bytes stored = Bytes.copyOf(enrolment.stored().toByteArray());
        store.commit(List.of(new Change(Change.ENROLMENT, Optional.of(stored))));
        Bytes answer = validator.post(
                "/v1/enrolments", Bytes.copyOf(enrolment.request().toByteArray()));
        Phone phone = Phone.enrolled(
                enrolment,
                SealedEnrolmentAnswer.parseFrom(answer.toArray()),
                trusted,
                Optional.of(pin),
                now,
                crypto,
                random);
        store.commit(List.of(phone.stored(), new Change(Change.ENROLMENT, Optional.empty())));
        return phone;
    }

    /** The phone as it was when the app was last stopped. */
    Phone restore() throws ProtocolException {
        return Phone.restore(store.read(Change.PHONE).orElseThrow(), crypto, random);
    }

    /** Fills the pool of credentials, of which each payment uses one up. */
    void refill(Phone phone, long now) throws ProtocolException, InvalidProtocolBufferException {
        Signed request = phone.beginRefill(now);
        store.commit(List.of(phone.stored()));
        Bytes answer = validator.post("/v1/refills", Bytes.copyOf(request.toByteArray()));
        store.commit(List.of(phone.completeRefill(RefillAnswer.parseFrom(answer.toArray()), now)));
    }
}
