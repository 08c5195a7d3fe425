package org.mopay.core.vectors;

import com.google.gson.JsonObject;

import java.util.List;

/**
 * One file of test vectors under {@code protocol-spec/vectors}: what its scenarios start from, and
 * how the output follows from an input through the core's public API.
 */
abstract class VectorFile {
    private final String name;
    private final String about;

    VectorFile(String name, String about) {
        this.name = name;
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

    /** Without the ending {@code .json}. */
    final String name() {
        return name;
    }

    /** A sentence for who implements the protocol. */
    final String about() {
        return about;
    }

    /** The scenarios' names and inputs. */
    abstract List<Scenario> scenarios() throws Exception;

    /** What follows from an input; a member of the input that it does not take is an error. */
    abstract JsonObject output(VectorInput input) throws Exception;

    /** One thing that is shown. */
    record Scenario(String name, JsonObject input) {}

    @Override
    public final String toString() {
        return name;
    }
}
