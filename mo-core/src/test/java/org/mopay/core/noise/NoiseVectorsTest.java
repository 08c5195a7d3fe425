package org.mopay.core.noise;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.mopay.core.OutsideVectors;

import java.util.Map;

class NoiseVectorsTest {
    private static final Map<String, HandshakePattern> PATTERNS = Map.of(
            "N", HandshakePattern.parse("N", "<- s", "...", "-> e, es"),
            "K", HandshakePattern.parse("K", "-> s", "<- s", "...", "-> e, es, ss"),
            "X", HandshakePattern.parse("X", "<- s", "...", "-> e, es, s, ss"),
            "NK", HandshakePattern.parse("NK", "<- s", "...", "-> e, es", "<- e, ee"),
            "XK", HandshakePattern.XK,
            "XX", HandshakePattern.XX,
            "IK", HandshakePattern.parse("IK", "<- s", "...", "-> e, es, s, ss", "<- e, ee, se"));
    private static final Map<String, NoiseCipher> CIPHERS =
            Map.of("ChaChaPoly", NoiseCipher.CHACHAPOLY, "AESGCM", TestCiphers.AESGCM);
    private static final Map<String, NoiseHash> HASHES = Map.of(
            "SHA256", NoiseHash.SHA256,
            "BLAKE2s", TestCiphers.BLAKE2S,
            "BLAKE2b", TestCiphers.BLAKE2B);

    /** The keys and payloads that all vectors of cacophony share. */
    private static final String CACOPHONY_KEYS =
            "{'init_prologue':'4a6f686e2047616c74','resp_prologue':'4a6f686e2047616c74',"
                    + "'init_static':'e61ef9919cde45dd5f82166404bd08e38bceb5dfdfded0a34c8df7ed542214d1',"
                    + "'init_ephemeral':'893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a',"
                    + "'resp_static':'4a3acbfdb163dec651dfa3194dece676d437029c62a408b4c5ea9114246e4893',"
                    + "'resp_ephemeral':'bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b',";

    // cites HS-08
    @Test
    void speaksXxAsThePublishedVector() throws Exception {
        play(
                NoiseProtocol.XX,
                CACOPHONY_KEYS
                        + "'protocol_name':'Noise_XX_25519_ChaChaPoly_SHA256',"
                        + "'handshake_hash':"
                        + "'c8e5f64e846193be2a834104c2a009868d6c9f3bd3c186299888b488b2f1f58e',"
                        + "'messages':["
                        + message(
                                "4c756477696720766f6e204d69736573",
                                "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c7944"
                                        + "4c756477696720766f6e204d69736573")
                        + message(
                                "4d757272617920526f746862617264",
                                "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843"
                                        + "81cbad1f276e038c48378ffce2b65285e08d6b68aaa3629a5a86393924"
                                        + "90e5b9bd5269c2f1e4f488ed8831161f19b7815528f8982ffe09be9b5c"
                                        + "412f8a0db50f8814c7194e83f23dbd8d162c9326ad")
                        + message(
                                "462e20412e20486179656b",
                                "c7195ffacac1307ff99046f219750fc47693e23c3cb08b89c2af808b444850a8"
                                        + "0ae475b9df0f169ae80a89be0865b57f58c9fea0d4ec82a286427402f1"
                                        + "13e4b6ae769a1d95941d49b25030")
                        + message(
                                "4361726c204d656e676572",
                                "96763ed773f8e47bb3712f0e29b3060ffc956ffc146cee53d5e1df")
                        + message(
                                "4a65616e2d426170746973746520536179",
                                "3e40f15f6f3a46ae446b253bf8b1d9ffb6ed9b174d272328ff91a7e2e5c79c07"
                                        + "f5")
                        + "]}");
    }

    // cites HS-08
    @Test
    void speaksXkAsThePublishedVector() throws Exception {
        play(
                NoiseProtocol.XK,
                CACOPHONY_KEYS
                        + "'protocol_name':'Noise_XK_25519_ChaChaPoly_SHA256',"
                        + "'init_remote_static':"
                        + "'31e0303fd6418d2f8c0e78b91f22e8caed0fbe48656dcf4767e4834f701b8f62',"
                        + "'handshake_hash':"
                        + "'cefffc5d1074126cc980ebfe902587ff36ba61dc77d4447ebe0f96dc22ae59d7',"
                        + "'messages':["
                        + message(
                                "4c756477696720766f6e204d69736573",
                                "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c7944"
                                        + "a3785af283c991bab613473804356ef6931f83acf64f99c274b9357085"
                                        + "7cfc5e")
                        + message(
                                "4d757272617920526f746862617264",
                                "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843"
                                        + "3a4534805fa9fe4eb8343ace6609160c767ad9b832e8eea1d9b7a21118"
                                        + "18dd")
                        + message(
                                "462e20412e20486179656b",
                                "5d8e67b9c1b8e36f5dc674bc5cd2ce243fb5d1710fa57de0370da7cc97901539"
                                        + "8eaad94603b05498ba9a613d2fd923dcaa6fd4288dfd8d70f419bf737e"
                                        + "fb4cd37f5da37ebb728849318c82")
                        + message(
                                "4361726c204d656e676572",
                                "3205e1265f809505e6edc092839d3156745d2abafbfd946b261e41")
                        + message(
                                "4a65616e2d426170746973746520536179",
                                "470bcb1ae099555ff0d729500df550418d6ee5149d9e40bd2f4c6b3d263cc818"
                                        + "d5")
                        + "]}");
    }

    private static String message(String payload, String ciphertext) {
        return "{'payload':'" + payload + "','ciphertext':'" + ciphertext + "'},";
    }

    private static void play(NoiseProtocol protocol, String json) throws Exception {
        String strict = json.replace("},]", "}]").replace('\'', '"');
        new VectorRun(protocol, JsonParser.parseString(strict).getAsJsonObject()).play();
    }

    @Test
    void speaksEveryPatternCipherAndHashOfCacophony() throws Exception {
        JsonObject file =
                OutsideVectors.read("noise-cacophony/subset-25519.json").getAsJsonObject();
        int played = 0;
        for (JsonObject vector : OutsideVectors.objects(file, "vectors")) {
            String[] name = OutsideVectors.text(vector, "protocol_name").split("_", -1);
            NoiseProtocol protocol = new NoiseProtocol(
                    requireNonNull(PATTERNS.get(name[1])),
                    requireNonNull(CIPHERS.get(name[3])),
                    requireNonNull(HASHES.get(name[4])));
            new VectorRun(protocol, vector).play();
            played++;
        }
        assertThat(played).isEqualTo(42);
    }
}
