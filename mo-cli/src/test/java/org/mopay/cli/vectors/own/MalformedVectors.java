package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.PaymentRequest;

import java.util.ArrayList;
import java.util.List;

/** What a receiver refuses, and with which code. */
final class MalformedVectors extends VectorFile {
    private static final String FRAME = "frame";
    private static final Bytes HEADER = Bytes.concat(Named.bytes("session id", 8), hex("00000000"));

    /** One field after the other; tags are one byte below field 16, two above. */
    private static final Bytes KEY =
            MessageType.CREDENTIAL_KEY.encode(SampleEnrolment.credentialKey("payer"));

    private final List<Scenario> all = new ArrayList<>();

    MalformedVectors() {
        super(
                OwnKind.MALFORMED,
                "Bytes that are not the canonical form of a message type, or of a frame, and the"
                        + " code with which they are refused (chapter 2).");
    }

    @Override
    List<Scenario> scenarios() {
        all.clear();
        addForms();
        addNumbers();
        addExtensions();
        addSizes();
        addFrames();
        return List.copyOf(all);
    }

    private void addForms() {
        String type = "credential-key";
        int size = KEY.size();
        add("cut off inside a field", type, KEY.slice(0, size - 1));
        add("cut off inside a length", "validator-info", hex("0aff"));
        add("cut off after a tag", type, Bytes.concat(KEY.slice(0, size - 34), hex("22")));
        add("a byte behind the message", type, Bytes.concat(KEY, hex("00")));
        add("an unknown field", type, Bytes.concat(KEY, hex("2801")));
        add("an unknown field of two bytes' tag", type, Bytes.concat(KEY, hex("a20600")));
        add("the last field twice", type, Bytes.concat(KEY, KEY.slice(size - 34, size)));
        add(
                "fields that do not ascend",
                type,
                Bytes.concat(
                        KEY.slice(0, size - 68),
                        KEY.slice(size - 34, size),
                        KEY.slice(size - 68, size - 34)));
        add("a default that is written", type, Bytes.concat(hex("0a00"), KEY.slice(19, size)));
        add("text that is not UTF-8", type, Bytes.concat(hex("0a02c328"), KEY.slice(19, size)));
        add("a field of another wire type", type, hex("0801"));
        add("a group", type, hex("0b0c"));
        add("field number 0", type, hex("0001"));
        add("a choice made twice", "channel-message", hex("12020803" + "3200"));
    }

    private void addNumbers() {
        add("a number longer than it need be", "submitter-content", hex("088100"));
        add("a length longer than it need be", "box-content", hex("0a810031"));
        add("a tag longer than it need be", "submitter-content", hex("880001"));
        add("a number of 11 bytes", "submitter-content", hex("08ffffffffffffffffffff01"));
        add("a number above 64 bits", "submitter-content", hex("08ffffffffffffffffff02"));
        add("a number above 32 bits", "payer-notice", hex("088080808010"));
        add("a truth other than 0 and 1", "submission", hex("5002"));
        add("an unknown enum value", "channel-message", hex("12020863"));
        add("an unknown enum value below 0", "channel-message", hex("120b08ffffffffffffffffff01"));
    }

    private void addExtensions() {
        String type = "payment-request";
        add("an even extension that is unknown", type, extended(2));
        add("an even extension behind an odd one", type, extended(1, 4));
        add("extensions that do not ascend", type, extended(3, 1));
        add("an extension twice", type, extended(3, 3));
        add("an extension of id 0", type, extended(0));
        int[] seventeen = new int[17];
        for (int i = 0; i < seventeen.length; i++) {
            seventeen[i] = 2 * i + 1;
        }
        add("more than 16 extensions", type, extended(seventeen));
    }

    private void addSizes() {
        int limit = MessageType.CREDENTIAL_KEY.maxBytes();
        add("a byte above the limit", "credential-key", Bytes.copyOf(new byte[limit + 1]));
        add("as large as the limit, and zeros", "credential-key", Bytes.copyOf(new byte[limit]));
    }

    private void addFrames() {
        add("a frame shorter than its header", FRAME, Bytes.concat(hex("01"), HEADER.slice(0, 11)));
        add("a frame of type 0", FRAME, Bytes.concat(hex("00"), HEADER));
        add("a frame of type 4", FRAME, Bytes.concat(hex("04"), HEADER));
        add(
                "a frame whose sequence is above 2^31 - 1",
                FRAME,
                Bytes.concat(hex("02"), HEADER.slice(0, 8), hex("80000000")));
        add("an empty frame", FRAME, Bytes.empty());
    }

    private static Bytes extended(int... ids) {
        PaymentRequest.Builder request = SamplePayment.request().toBuilder();
        for (int id : ids) {
            request.addExtensions(
                    Extension.newBuilder().setId(id).setValue(byteString(Bytes.ofUtf8("x"))));
        }
        return MessageType.PAYMENT_REQUEST.encode(request.build());
    }

    private void add(String name, String type, Bytes encoded) {
        Members input = new Members().with("type", type).with("encoded", encoded);
        all.add(new Scenario(type + ": " + name, input.build()));
    }

    private static Bytes hex(String digits) {
        return Bytes.ofHex(digits);
    }
}
