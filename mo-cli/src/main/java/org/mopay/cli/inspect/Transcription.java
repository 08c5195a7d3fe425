package org.mopay.cli.inspect;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Base45;
import org.mopay.core.carrier.Links;
import org.mopay.core.carrier.QrText;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One way to take what was given: how it is written, and the bytes it is then.
 *
 * @param form how it is written, such as {@code base64url}
 * @param bytes the message's bytes
 * @param type the only type that this form carries, if there is one
 */
record Transcription(String form, Bytes bytes, Optional<String> type) {

    /** The ways to take the content of a file, the most telling first. */
    static List<Transcription> ofContent(byte[] content) throws ProtocolException {
        List<Transcription> ways = new ArrayList<>();
        if (isText(content)) {
            ways.addAll(ofText(new String(content, StandardCharsets.US_ASCII)));
        }
        boolean prefixed = ways.stream().anyMatch(way -> way.type().isPresent());
        if (!prefixed) {
            ways.add(of("bytes", Bytes.copyOf(content)));
        }
        return ways;
    }

    /** The ways to take a text; none if it is not the text of any bytes. */
    static List<Transcription> ofText(String given) throws ProtocolException {
        String text = given.strip();
        Optional<Transcription> prefixed = ofPrefixed(text);
        if (prefixed.isPresent()) {
            return List.of(prefixed.get());
        }
        List<Transcription> ways = new ArrayList<>();
        String compact = text.replaceAll("[\\s:]", "");
        hex(compact).ifPresent(bytes -> ways.add(of("hex", bytes)));
        base64(compact).ifPresent(bytes -> ways.add(of(base64Form(compact), bytes)));
        return ways;
    }

    private static Transcription of(String form, Bytes bytes) {
        return new Transcription(form, bytes, Optional.empty());
    }

    private static Optional<Transcription> ofPrefixed(String text) throws ProtocolException {
        if (text.startsWith(Links.PAY)) {
            return Optional.of(ofLink(text, Links.PAY, MessageType.ENGAGEMENT));
        }
        if (text.startsWith(Links.ENROL)) {
            return Optional.of(ofLink(text, Links.ENROL, MessageType.ACTIVATION));
        }
        if (text.startsWith(QrText.PREFIX)) {
            Bytes bytes = Base45.decode(text.substring(QrText.PREFIX.length()));
            return Optional.of(new Transcription(
                    "QR text", bytes, Optional.of(MessageType.ENGAGEMENT.name())));
        }
        return Optional.empty();
    }

    private static Transcription ofLink(String text, String prefix, MessageType<?> type)
            throws ProtocolException {
        try {
            Bytes bytes = Bytes.ofBase64Url(text.substring(prefix.length()));
            return new Transcription("link", bytes, Optional.of(type.name()));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "the link is no unpadded base64url", e);
        }
    }

    private static boolean isText(byte[] input) {
        for (byte each : input) {
            boolean blank = each == '\n' || each == '\r' || each == '\t';
            if (!blank && (each < ' ' || each > '~')) {
                return false;
            }
        }
        return input.length > 0;
    }

    private static Optional<Bytes> hex(String text) {
        return text.matches("([0-9a-fA-F]{2})+")
                ? Optional.of(Bytes.ofHex(text))
                : Optional.empty();
    }

    private static Optional<Bytes> base64(String text) {
        try {
            String standard = text.replace('-', '+').replace('_', '/');
            return Optional.of(Bytes.copyOf(Base64.getDecoder().decode(standard)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String base64Form(String text) {
        return text.indexOf('+') >= 0 || text.indexOf('/') >= 0 || text.endsWith("=")
                ? "base64"
                : "base64url";
    }
}
