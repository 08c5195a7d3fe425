package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import java.util.List;

/**
 * One file of test vectors under {@code protocol-spec/vectors}. It knows what its
 * scenarios start from; {@link OwnKind} computes what follows.
 */
abstract class VectorFile {
    private final OwnKind kind;
    private final String about;

    VectorFile(OwnKind kind, String about) {
        this.kind = kind;
        this.about = about;
    }

    /** Every file there is. */
    static List<VectorFile> all() {
        return List.of(
                new MessageVectors(),
                new MalformedVectors(),
                new DigestVectors(),
                new SignatureVectors(),
                new PaddingVectors(),
                new SealedBoxVectors(),
                new OneTimePasswordVectors(),
                new EnrolmentVectors(),
                new ConversationVectors(),
                new CarrierVectors());
    }

    /** Which file it is, and how its outputs follow. */
    final OwnKind kind() {
        return kind;
    }

    /** The file's name without the ending {@code .json}. */
    final String name() {
        return kind.kind();
    }

    /** A sentence for who implements the protocol. */
    final String about() {
        return about;
    }

    /** The scenarios' names and inputs. */
    abstract List<Scenario> scenarios() throws Exception;

    /** One thing that is shown. */
    record Scenario(String name, JsonObject input) {}

    @Override
    public final String toString() {
        return name();
    }
}
