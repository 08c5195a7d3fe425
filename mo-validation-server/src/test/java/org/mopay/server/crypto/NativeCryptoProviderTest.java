package org.mopay.server.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ProtocolException;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * The native libraries against the reference provider, which the core's tests hold to the same
 * vectors: whatever goes in, both give one answer, or refuse with one code.
 */
class NativeCryptoProviderTest {
    private static final CryptoProvider REFERENCE = CryptoProvider.bouncyCastle();
    private static final CryptoProvider NATIVE =
            NativeCryptoProvider.find(NativeCryptoProviderTest.class.getClassLoader());
    private static final Path VECTORS =
            Path.of(System.getProperty("mo.vectors", "../../shared/vectors"));
    private static final long SEED = 20_260_301;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void needsTheLibraries() {
        boolean served = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(served, "no native libraries for this machine");
        assertThat(NATIVE.name()).isEqualTo("conscrypt, accp, bouncycastle");
        System.out.println("seed " + SEED);
    }

    // cites ENC-18, ENC-19, ENC-20, ENC-21
    @Test
    void agreesWithThePhonesOnAllEdgeCasesOfCctv() throws Exception {
        int genuine = 0;
        int checked = 0;
        for (JsonElement element : read("cctv/ed25519vectors.json").getAsJsonArray()) {
            JsonObject test = element.getAsJsonObject();
            Bytes key = hex(test, "key");
            Bytes message = Bytes.ofUtf8(test.get("msg").getAsString());
            Bytes signature = hex(test, "sig");
            Object phone =
                    answer(() -> REFERENCE.ed25519VerifierTrusted(key).verify(message, signature));
            assertThat(answer(() -> NATIVE.ed25519VerifierTrusted(key).verify(message, signature)))
                    .as("number %s", test.get("number"))
                    .isEqualTo(phone);
            Object checkedKey =
                    answer(() -> REFERENCE.ed25519Verifier(key).verify(message, signature));
            assertThat(answer(() -> NATIVE.ed25519Verifier(key).verify(message, signature)))
                    .as("number %s, key checked", test.get("number"))
                    .isEqualTo(checkedKey);
            genuine += checkedKey.equals(true) ? 1 : 0;
            checked++;
        }
        assertThat(checked).isEqualTo(914);
        assertThat(genuine).isEqualTo(16);
    }

    /** The native library says no to seven in eight of them, so the judge is asked. */
    // cites ENC-21
    @Test
    void acceptsWhatOnlyTheEquationWithTheCofactorAccepts() throws Exception {
        for (int i = 0; i < 24; i++) {
            int multiple = i % 8;
            TorsionSignature made =
                    TorsionSignature.of(drawn(32), drawn(64), drawn(random.nextInt(99)), multiple);
            Verifier phone = REFERENCE.ed25519VerifierTrusted(made.publicKey());
            NativeVerifier server = (NativeVerifier) NATIVE.ed25519Verifier(made.publicKey());
            assertThat(phone.verify(made.message(), made.signature())).isTrue();
            assertThat(server.verify(made.message(), made.signature())).isTrue();
            assertThat(server.saysYes(made.message(), made.signature())).isEqualTo(multiple == 0);
            Bytes another = Bytes.concat(made.message(), Bytes.of((byte) 0));
            assertThat(phone.verify(another, made.signature())).isFalse();
            assertThat(server.verify(another, made.signature())).isFalse();
        }
    }

    @Test
    void agreesOnWycheproofsEd25519() throws Exception {
        int checked = 0;
        for (JsonObject group : groups("ed25519_test.json")) {
            Bytes key = hex(group.getAsJsonObject("publicKey"), "pk");
            checked += sameVerdicts(
                    group, NATIVE.ed25519Verifier(key), REFERENCE.ed25519Verifier(key));
        }
        assertThat(checked).isEqualTo(151);
    }

    // cites ENC-23, ENC-24, ENC-25, ENC-26
    @Test
    void agreesOnWycheproofsP256() throws Exception {
        int checked = 0;
        for (JsonObject group : groups("ecdsa_secp256r1_sha256_p1363_test.json")) {
            Bytes point = hex(group.getAsJsonObject("publicKey"), "uncompressed");
            Bytes key = Bytes.concat(Bytes.of((byte) (2 + (point.at(64) & 1))), point.slice(1, 33));
            checked += sameVerdicts(group, NATIVE.p256Verifier(key), REFERENCE.p256Verifier(key));
        }
        assertThat(checked).isEqualTo(262);
    }

    private static int sameVerdicts(JsonObject group, Verifier tried, Verifier reference) {
        int yes = 0;
        for (JsonElement element : group.getAsJsonArray("tests")) {
            JsonObject test = element.getAsJsonObject();
            boolean verdict = reference.verify(hex(test, "msg"), hex(test, "sig"));
            assertThat(tried.verify(hex(test, "msg"), hex(test, "sig")))
                    .as("tcId %s", test.get("tcId"))
                    .isEqualTo(verdict);
            assertThat(((NativeVerifier) tried).saysYes(hex(test, "msg"), hex(test, "sig")))
                    .as("tcId %s, native alone", test.get("tcId"))
                    .isEqualTo(verdict);
            yes++;
        }
        return yes;
    }

    // cites ENC-27, ENC-28
    @Test
    void agreesOnWycheproofsX25519() throws Exception {
        int checked = 0;
        for (JsonObject group : groups("x25519_test.json")) {
            for (JsonElement element : group.getAsJsonArray("tests")) {
                JsonObject test = element.getAsJsonObject();
                SecretBytes scalar = SecretBytes.adopt(hex(test, "private").toArray());
                Bytes point = hex(test, "public");
                assertThat(answer(() -> NATIVE.x25519(scalar, point)))
                        .as("tcId %s", test.get("tcId"))
                        .isEqualTo(answer(() -> REFERENCE.x25519(scalar, point)));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(518);
        assertThat(answer(() -> NATIVE.x25519(secret(), Bytes.empty())))
                .isEqualTo(answer(() -> REFERENCE.x25519(secret(), Bytes.empty())));
    }

    @Test
    void agreesOnWycheproofsChaCha20Poly1305() throws Exception {
        int checked = 0;
        for (JsonObject group : groups("chacha20_poly1305_test.json")) {
            for (JsonElement element : group.getAsJsonArray("tests")) {
                JsonObject test = element.getAsJsonObject();
                SecretBytes key = SecretBytes.adopt(hex(test, "key").toArray());
                Aead tried = NATIVE.chaCha20Poly1305(key);
                Aead reference = REFERENCE.chaCha20Poly1305(key);
                byte[] nonce = hex(test, "iv").toArray();
                byte[] aad = hex(test, "aad").toArray();
                byte[] plaintext = hex(test, "msg").toArray();
                byte[] sealed = Bytes.concat(hex(test, "ct"), hex(test, "tag")).toArray();
                assertThat(answer(() -> tried.seal(nonce, aad, plaintext)))
                        .as("tcId %s", test.get("tcId"))
                        .isEqualTo(answer(() -> reference.seal(nonce, aad, plaintext)));
                assertThat(answer(() -> tried.open(nonce, aad, sealed)))
                        .as("tcId %s", test.get("tcId"))
                        .isEqualTo(answer(() -> reference.open(nonce, aad, sealed)));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(325);
    }

    @Test
    void signsToTheSameBits() {
        for (int i = 0; i < 100; i++) {
            SecretBytes seed = secret();
            Signer tried = NATIVE.ed25519Signer(seed);
            Signer reference = REFERENCE.ed25519Signer(seed);
            assertThat(tried.publicKey()).isEqualTo(reference.publicKey());
            for (int repeated = 0; repeated < 3; repeated++) {
                Bytes message = drawn(random.nextInt(300));
                assertThat(tried.sign(message)).isEqualTo(reference.sign(message));
            }
        }
    }

    @Test
    void doesNothingMoreWithASecretThatIsWiped() {
        SecretBytes secret = secret();
        Signer signer = NATIVE.ed25519Signer(secret);
        Aead aead = NATIVE.chaCha20Poly1305(secret);
        secret.close();
        assertThatIllegalStateException().isThrownBy(() -> signer.sign(drawn(3)));
        assertThatIllegalStateException()
                .isThrownBy(() -> aead.seal(new byte[12], new byte[0], new byte[3]));
        assertThatIllegalStateException().isThrownBy(() -> NATIVE.x25519(secret, drawn(32)));
    }

    @Test
    void isTheReferenceWhereThereAreNoLibraries() throws Exception {
        try (URLClassLoader bare = withoutLibraries()) {
            Class<?> provider = bare.loadClass(NativeCryptoProvider.class.getName());
            Object found = provider.getMethod("find", ClassLoader.class).invoke(null, bare);
            Class<?> seam = bare.loadClass(CryptoProvider.class.getName());
            assertThat(found).isSameAs(seam.getMethod("bouncyCastle").invoke(null));
        }
    }

    /** The classes of this test, loaded once more, with everything on the class path but two jars. */
    private static URLClassLoader withoutLibraries() throws MalformedURLException {
        List<URL> rest = new ArrayList<>();
        int all = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            all++;
            String name = Path.of(entry).getFileName().toString().toLowerCase(Locale.ROOT);
            if (!name.startsWith("conscrypt") && !name.startsWith("amazoncorretto")) {
                rest.add(Path.of(entry).toUri().toURL());
            }
        }
        assertThat(rest).hasSize(all - 2);
        return new URLClassLoader(rest.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    /** What came out, as something to compare: bytes, a verdict, or why it was refused. */
    private static Object answer(Callable<?> call) throws Exception {
        try {
            Object result = call.call();
            return result instanceof SecretBytes secret ? Bytes.copyOf(secret.expose()) : result;
        } catch (ProtocolException refused) {
            return refused.code();
        } catch (IllegalArgumentException callersMistake) {
            return callersMistake.getClass();
        }
    }

    private Bytes drawn(int size) {
        byte[] drawn = new byte[size];
        random.nextBytes(drawn);
        return Bytes.copyOf(drawn);
    }

    private SecretBytes secret() {
        return SecretBytes.adopt(drawn(32).toArray());
    }

    private static List<JsonObject> groups(String name) throws IOException {
        List<JsonObject> groups = new ArrayList<>();
        JsonArray all = read("wycheproof/" + name).getAsJsonObject().getAsJsonArray("testGroups");
        all.forEach(group -> groups.add(group.getAsJsonObject()));
        return groups;
    }

    private static JsonElement read(String path) throws IOException {
        Path file = VECTORS.resolve(path);
        assumeTrue(Files.exists(file), "no outside vectors at " + file);
        try (Reader reader = Files.newBufferedReader(file)) {
            return JsonParser.parseReader(reader);
        }
    }

    private static Bytes hex(JsonObject object, String member) {
        return Bytes.ofHex(object.get(member).getAsString());
    }
}
