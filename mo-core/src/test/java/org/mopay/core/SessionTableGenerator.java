package org.mopay.core;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the tables of {@code protocol-spec/sessions.md} anew; the build only compares. */
final class SessionTableGenerator {
    private SessionTableGenerator() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        String text = Files.readString(file, StandardCharsets.UTF_8);
        String intro = text.substring(0, text.indexOf("## The payer"));
        Files.writeString(file, intro + SessionTable.markdown(), StandardCharsets.UTF_8);
    }
}
