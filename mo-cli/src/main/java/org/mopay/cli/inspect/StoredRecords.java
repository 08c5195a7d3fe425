package org.mopay.cli.inspect;

import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredEnrolment;
import org.mopay.proto.v1.StoredOutcome;
import org.mopay.proto.v1.StoredPhone;

import java.util.Optional;
import java.util.function.Predicate;

/** Recognises what a phone keeps: it holds keys, and is never shown. */
final class StoredRecords {
    private static final int SECRET_SIZE = 32;

    private StoredRecords() {}

    /** The kind of record, if the bytes are one. */
    static Optional<String> recognise(Bytes encoded) {
        boolean isPhone = holds(
                StoredPhone.getDefaultInstance(),
                encoded,
                phone -> phone.getVersion() > 0 && phone.getIdentityScalar().size() == SECRET_SIZE);
        boolean isEnrolment = holds(
                StoredEnrolment.getDefaultInstance(),
                encoded,
                enrolment -> enrolment.getIdentityScalar().size() == SECRET_SIZE);
        boolean isAlias = holds(
                StoredAlias.getDefaultInstance(),
                encoded,
                alias -> alias.getSigningSeed().size() == SECRET_SIZE);
        boolean isOutcome = holds(
                StoredOutcome.getDefaultInstance(),
                encoded,
                outcome -> outcome.hasRequest() && outcome.hasOutcome());
        if (isPhone) {
            return Optional.of("a phone's own record");
        }
        if (isEnrolment) {
            return Optional.of("a phone's enrolment");
        }
        if (isAlias) {
            return Optional.of("the keys of a credential");
        }
        return isOutcome ? Optional.of("an entry of a phone's history") : Optional.empty();
    }

    private static <M extends Message> boolean holds(M type, Bytes encoded, Predicate<M> mark) {
        try {
            Message decoded = new KnownType(type).decode(encoded);
            @SuppressWarnings("unchecked")
            M typed = (M) decoded;
            return mark.test(typed);
        } catch (ProtocolException e) {
            return false;
        }
    }
}
