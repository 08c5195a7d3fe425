package org.mopay.core.error;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the registry says about a code in words: a sentence for a person, the party at fault and
 * one thing to do. The texts are read once from {@code errors.csv} in the specification's jar.
 */
public final class ErrorText {
    private static final String REGISTRY = "org/mopay/spec/registries/errors.csv";
    private static final Map<ErrorCode, ErrorText> TEXTS = load();

    private final String fault;
    private final String sentence;
    private final String fix;

    private ErrorText(String fault, String sentence, String fix) {
        this.fault = fault;
        this.sentence = sentence;
        this.fix = fix;
    }

    public static ErrorText of(ErrorCode code) {
        ErrorText text = TEXTS.get(code);
        if (text == null) {
            throw new IllegalStateException(code.code() + " is not in " + REGISTRY);
        }
        return text;
    }

    /** The party at fault: payer, payee, sender, submitter, caller, peer, user, network, validator. */
    public String fault() {
        return fault;
    }

    public String sentence() {
        return sentence;
    }

    public String fix() {
        return fix;
    }

    private static Map<ErrorCode, ErrorText> load() {
        Map<ErrorCode, ErrorText> texts = new EnumMap<>(ErrorCode.class);
        // By its class loader, as on the module path the registry lies in another module.
        try (InputStream in = ErrorText.class.getClassLoader().getResourceAsStream(REGISTRY)) {
            if (in == null) {
                throw new IllegalStateException(REGISTRY + " is missing");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> row = fields(line);
                int number = Integer.parseInt(row.get(0).substring("MO-".length()));
                ErrorCode.ofNumber(number)
                        .ifPresent(code ->
                                texts.put(code, new ErrorText(row.get(3), row.get(6), row.get(7))));
            }
        } catch (IOException e) {
            throw new IllegalStateException(REGISTRY + " can't be read", e);
        }
        return Collections.unmodifiableMap(texts);
    }

    /** One RFC 4180 record without line breaks inside fields. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
