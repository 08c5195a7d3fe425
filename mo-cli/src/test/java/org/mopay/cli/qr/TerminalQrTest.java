package org.mopay.cli.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class TerminalQrTest {
    private static final int PIXELS = 8;

    @ParameterizedTest
    @ValueSource(strings = {"MO:", "MO:%69 VD92EX0", "mo://pay/CAESEXZhbGlkYXRvci5leGFtcGxl"})
    void aScannerReadsWhatTheScreenShows(String text) throws Exception {
        assertThat(scan(TerminalQr.lines(text, false))).isEqualTo(text);
    }

    @Test
    void aWholeEngagementFitsAScreenOf80Columns() throws Exception {
        String text = "MO:" + "%69 VD92EX0".repeat(13);
        List<String> lines = TerminalQr.lines(text, false);
        assertThat(lines).allMatch(line -> line.length() <= 64).hasSizeLessThanOrEqualTo(32);
        assertThat(scan(lines)).isEqualTo(text);
    }

    @Test
    void coloursAreSetAndResetOnEveryLine() {
        List<String> plain = TerminalQr.lines("MO:", false);
        List<String> coloured = TerminalQr.lines("MO:", true);
        assertThat(coloured)
                .containsExactlyElementsOf(plain.stream()
                        .map(line -> "\u001b[97;40m" + line + "\u001b[0m")
                        .toList());
    }

    @Test
    void aQuietZoneSurroundsTheCode() {
        List<String> lines = TerminalQr.lines("MO:", false);
        assertThat(lines.subList(0, 2)).allMatch(line -> line.matches("\u2588+"));
        assertThat(lines).allMatch(line -> line.matches("\u2588{4}.*\u2588{4}|[\u2588\u2580]+"));
        assertThat(lines).hasSize((21 + 2 * 4 + 1) / 2);
    }

    @Test
    void saysWhyThereIsNoCode() {
        assertThat(TerminalQr.obstacle(true, StandardCharsets.UTF_8)).isEmpty();
        assertThat(TerminalQr.obstacle(false, StandardCharsets.UTF_8))
                .contains("no QR code: the output is not a terminal");
        assertThat(TerminalQr.obstacle(true, StandardCharsets.US_ASCII))
                .contains("no QR code: the terminal's characters are US-ASCII, not UTF-8");
    }

    @Test
    void refusesATextThatNoCodeHolds() {
        assertThatThrownBy(() -> TerminalQr.lines("a".repeat(3000), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Paints the characters as a dark terminal does, and lets a QR reader look at it. */
    private static String scan(List<String> lines) throws Exception {
        int width = lines.get(0).length() * PIXELS;
        int height = lines.size() * 2 * PIXELS;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            String line = lines.get(y / PIXELS / 2);
            String lit = y / PIXELS % 2 == 0 ? "\u2588\u2580" : "\u2588\u2584";
            for (int x = 0; x < width; x++) {
                boolean light = lit.indexOf(line.charAt(x / PIXELS)) >= 0;
                pixels[y * width + x] = light ? 0xffffff : 0;
            }
        }
        BinaryBitmap picture = new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        Map<DecodeHintType, ?> hints = Map.of(DecodeHintType.TRY_HARDER, true);
        DecoderResult result = new Decoder()
                .decode(new Detector(picture.getBlackMatrix()).detect(hints).getBits(), hints);
        assertThat(result.getOther()).as("read as a mirror image").isNull();
        return result.getText();
    }
}
