package org.mopay.cli.vectors.outside;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.VectorFormat;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.otp.HmacAlgorithm;
import org.mopay.core.otp.Hotp;
import org.mopay.core.otp.Ocra;
import org.mopay.core.otp.OcraInput;
import org.mopay.core.otp.OcraSuite;
import org.mopay.core.otp.Totp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The examples of RFC 4226 (HOTP), RFC 6238 (TOTP) and RFC 6287 (OCRA) in JSON. */
public final class OathVectors implements VectorFormat {
    private static final int HEXADECIMAL = 16;
    private static final int HOTP_DIGITS = 6;
    private static final int MAX_DIGITS = 10;
    private static final int MINUTE = 60;

    @Override
    public String name() {
        return "OATH";
    }

    @Override
    public boolean recognises(JsonElement document) {
        if (!document.isJsonObject()) {
            return false;
        }
        JsonObject file = document.getAsJsonObject();
        return file.has("groups") || (file.has("tests") && (isHotp(file) || isTotp(file)));
    }

    private static boolean isHotp(JsonObject file) {
        return file.has("key_hex");
    }

    private static boolean isTotp(JsonObject file) {
        return file.has("X");
    }

    @Override
    public List<Result> check(JsonElement document) throws VectorFormatException {
        VectorObject file = VectorObject.document(document);
        if (file.has("groups")) {
            return ocra(file);
        }
        return file.has("X") ? totp(file) : hotp(file);
    }

    private static List<Result> hotp(VectorObject file) throws VectorFormatException {
        SecretBytes key = file.secret("key_hex");
        List<Result> results = new ArrayList<>();
        for (VectorObject test : file.objects("tests")) {
            long counter = test.number("counter");
            results.add(Result.of(
                    "counter " + counter,
                    () -> VectorMismatch.unlessEqual(
                            "hotp6",
                            test.text("hotp6"),
                            new Hotp(HOTP_DIGITS).generate(key, counter))));
        }
        return results;
    }

    private static List<Result> totp(VectorObject file) throws VectorFormatException {
        Duration step = Duration.ofSeconds(file.number("X"));
        int digits = (int) Math.min(file.number("digits"), MAX_DIGITS);
        boolean fromEpoch = file.number("T0") == 0;
        List<Result> results = new ArrayList<>();
        for (VectorObject test : file.objects("tests")) {
            String algorithm = test.text("alg");
            Instant time = Instant.ofEpochSecond(test.number("unix_time"));
            String id = algorithm + " at " + time;
            Optional<HmacAlgorithm> known = Arrays.stream(HmacAlgorithm.values())
                    .filter(each -> each.name().equals(algorithm))
                    .findFirst();
            if (known.isEmpty() || !fromEpoch) {
                results.add(Result.notApplicable(id, "another hash or another start of time"));
                continue;
            }
            results.add(Result.of(id, () -> {
                Totp totp = new Totp(known.get(), step, digits);
                VectorMismatch.unlessEqual(
                        "totp" + digits,
                        test.text("totp" + digits),
                        totp.generate(test.secret("key_hex"), time));
            }));
        }
        return results;
    }

    private static List<Result> ocra(VectorObject file) throws VectorFormatException {
        List<Result> results = new ArrayList<>();
        for (VectorObject group : file.objects("groups")) {
            String suite = group.text("suite");
            SecretBytes key = group.secret("key_hex");
            for (VectorObject test : group.objects("tests")) {
                OcraInput input = input(group, test);
                results.add(Result.of(
                        "#" + results.size() + " " + suite,
                        () -> VectorMismatch.unlessEqual(
                                "OCRA",
                                test.text("OCRA"),
                                Ocra.generate(OcraSuite.parse(suite), key, input))));
            }
        }
        return results;
    }

    private static OcraInput input(VectorObject group, VectorObject test)
            throws VectorFormatException {
        OcraInput input = OcraInput.ofChallenge(test.text("Q"));
        if (test.has("C")) {
            input = input.withCounter(test.number("C"));
        }
        if (group.has("pin_sha1_hex")) {
            input = input.withPinHash(group.hex("pin_sha1_hex"));
        }
        if (test.has("T_hex")) {
            input = input.withTime(minutes(test.text("T_hex")));
        }
        return input;
    }

    private static Instant minutes(String digits) throws VectorFormatException {
        try {
            long minutes = Long.parseLong(digits, HEXADECIMAL);
            return Instant.ofEpochSecond(Math.multiplyExact(minutes, MINUTE));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new VectorFormatException("T_hex", "is no number of minutes: " + digits);
        }
    }
}
