package org.mopay.cli.inspect;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.ActivationGrant;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.BalanceAnswer;
import org.mopay.proto.v1.CredentialGrant;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.LedgerSumAnswer;
import org.mopay.proto.v1.PaymentStatusAnswer;
import org.mopay.proto.v1.Problem;
import org.mopay.proto.v1.Resume;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementAnswer;
import org.mopay.proto.v1.TopUpReceipt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message can be: a row of the registry, or a message that only travels inside others or in
 * answers over HTTP and therefore has no row.
 */
final class KnownType {
    private static final int MAX_BYTES = 131072;

    private static final List<KnownType> REGISTERED =
            MessageType.all().stream().map(KnownType::new).toList();
    private static final List<KnownType> ALL = Stream.concat(
                    REGISTERED.stream(),
                    Stream.of(
                                    Signed.getDefaultInstance(),
                                    IssuedCredential.getDefaultInstance(),
                                    CredentialGrant.getDefaultInstance(),
                                    AuthorizedPayment.getDefaultInstance(),
                                    Resume.getDefaultInstance(),
                                    SealedEnrolmentAnswer.getDefaultInstance(),
                                    BalanceAnswer.getDefaultInstance(),
                                    StatementAnswer.getDefaultInstance(),
                                    PaymentStatusAnswer.getDefaultInstance(),
                                    ActivationGrant.getDefaultInstance(),
                                    TopUpReceipt.getDefaultInstance(),
                                    LedgerSumAnswer.getDefaultInstance(),
                                    Problem.getDefaultInstance())
                            .map(KnownType::new))
            .toList();

    private final String name;
    private final Message empty;
    private final @Nullable MessageType<?> registered;

    private KnownType(MessageType<?> registered) {
        this.name = registered.name();
        this.registered = registered;
        try {
            this.empty = registered.decode(Bytes.empty());
        } catch (ProtocolException e) {
            throw new IllegalStateException("a message without fields is well-formed", e);
        }
    }

    KnownType(Message empty) {
        this.name = empty.getDescriptorForType()
                .getName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
        this.registered = null;
        this.empty = empty;
    }

    /** Every type that is ever sent. */
    static List<KnownType> all() {
        return ALL;
    }

    /** Those of the registry: what can be the body of a Signed. */
    static List<KnownType> registered() {
        return REGISTERED;
    }

    static Optional<KnownType> named(String name) {
        return ALL.stream().filter(type -> type.name.equals(name)).findFirst();
    }

    static KnownType of(MessageType<?> type) {
        return named(type.name()).orElseThrow();
    }

    String name() {
        return name;
    }

    Descriptor descriptor() {
        return empty.getDescriptorForType();
    }

    int maxBytes() {
        return registered == null ? MAX_BYTES : registered.maxBytes();
    }

    /** Decodes strictly. */
    Message decode(Bytes encoded) throws ProtocolException {
        if (registered != null) {
            return registered.decode(encoded);
        }
        if (encoded.size() > MAX_BYTES) {
            throw new ProtocolException(
                    ErrorCode.MESSAGE_TOO_LARGE,
                    name + ": " + encoded.size() + " bytes, at most " + MAX_BYTES);
        }
        Optional<WireBreak> broken = WireBreak.find(descriptor(), encoded);
        if (broken.isPresent()) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, name + ": " + broken.get());
        }
        try {
            return empty.getParserForType().parseFrom(encoded.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, name + ": " + e.getMessage(), e);
        }
    }
}
