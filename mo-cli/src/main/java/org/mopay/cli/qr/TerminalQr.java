package org.mopay.cli.qr;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A QR code (ISO/IEC 18004) in half blocks: one character is two modules, one above the other, and
 * light modules are what is drawn, because most terminals are dark. With colour both are set, so
 * that it is right on a light terminal as well.
 */
public final class TerminalQr {
    /** Modules of light around the code; scanners need them to find it. */
    static final int QUIET_ZONE = 4;

    private static final String WHITE_ON_BLACK = "\u001b[97;40m";
    private static final String RESET = "\u001b[0m";

    private TerminalQr() {}

    /** Why no code can be shown on this output; empty if one can. */
    public static Optional<String> obstacle(boolean terminal, Charset charset) {
        if (!terminal) {
            return Optional.of("no QR code: the output is not a terminal");
        }
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return Optional.of(
                    "no QR code: the terminal's characters are " + charset.name() + ", not UTF-8");
        }
        return Optional.empty();
    }

    /**
     * The lines of the code.
     *
     * @param colour whether to set the colours by escape sequences
     * @throws IllegalArgumentException if the text is too long for a QR code
     */
    public static List<String> lines(String text, boolean colour) {
        ByteMatrix modules = encode(text);
        int size = modules.getWidth() + 2 * QUIET_ZONE;
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < size; y += 2) {
            StringBuilder line = new StringBuilder(colour ? WHITE_ON_BLACK : "");
            for (int x = 0; x < size; x++) {
                line.append(halfBlocks(isLight(modules, x, y), isLight(modules, x, y + 1)));
            }
            lines.add(line.append(colour ? RESET : "").toString());
        }
        return lines;
    }

    /** On a screen nothing gets lost: the lowest correction level gives the smallest code. */
    private static ByteMatrix encode(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException(
                    "no QR code holds " + text.length() + " characters", e);
        }
    }

    private static boolean isLight(ByteMatrix modules, int x, int y) {
        int column = x - QUIET_ZONE;
        int row = y - QUIET_ZONE;
        boolean inside =
                column >= 0 && row >= 0 && column < modules.getWidth() && row < modules.getHeight();
        return !inside || modules.get(column, row) == 0;
    }

    private static char halfBlocks(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '\u2588' : '\u2580';
        }
        return lower ? '\u2584' : ' ';
    }
}
