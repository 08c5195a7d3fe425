package org.mopay.cli.vectors.own;

import org.mopay.core.bytes.Bytes;

import java.util.List;
import java.util.stream.Stream;

/** Payloads and boxes are padded before they are encrypted. */
final class PaddingVectors extends VectorFile {
    PaddingVectors() {
        super(
                OwnKind.PADDING,
                "A message and its padding to a multiple of 256 bytes: 0x80, then zeros"
                        + " (chapter 2). A message of a multiple of 256 bytes gets a whole block.");
    }

    @Override
    List<Scenario> scenarios() {
        return Stream.of(0, 1, 31, 254, 255, 256, 257)
                .map(PaddingVectors::ofSize)
                .toList();
    }

    private static Scenario ofSize(int size) {
        byte[] message = new byte[size];
        for (int i = 0; i < size; i++) {
            message[i] = (byte) i;
        }
        return new Scenario(
                size + " bytes",
                new Members().with("message", Bytes.copyOf(message)).build());
    }
}
