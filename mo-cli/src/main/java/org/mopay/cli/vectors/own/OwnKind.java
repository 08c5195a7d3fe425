package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.error.ProtocolException;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The files of {@code protocol-spec/vectors}; each says in its member {@code kind} which it is. */
enum OwnKind {
    CARRIERS(new CarrierComputation()),
    CONVERSATIONS(new ConversationComputation()),
    DIGESTS(new DigestComputation()),
    ENROLMENT(new EnrolmentComputation()),
    MALFORMED(new MalformedComputation()),
    MESSAGES(new MessageComputation()),
    ONE_TIME_PASSWORDS(new OneTimePasswordComputation()),
    PADDING(new PaddingComputation()),
    SEALED_BOXES(new SealedBoxComputation()),
    SIGNATURES(new SignatureComputation());

    private final Computation computation;

    OwnKind(Computation computation) {
        this.computation = computation;
    }

    static Optional<OwnKind> named(String kind) {
        return Arrays.stream(values()).filter(each -> each.kind().equals(kind)).findFirst();
    }

    /** The member {@code kind}, which is also the file's name without its ending. */
    String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        return computation.output(input);
    }
}
