package org.mopay.server;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads settings as what they are; a value that is not is CONFIG_INVALID, with its origin. */
final class ConfigValues {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    // A currency has the code that ISO 4217 gives it; what is not one says what it is.
    private static final Pattern ASSET =
            Pattern.compile("(?:([A-Z]{3}):([0-9]))|(?:(X-[A-Z0-9-]{1,14}):([0-9]):(gift|points))");
    private static final Pattern AMOUNT = Pattern.compile("([A-Z0-9-]+):([0-9]{1,18})");
    private static final Map<String, String> KINDS =
            Map.of("gift", "gift certificate", "points", "points");

    private final ConfigSources sources;

    ConfigValues(ConfigSources sources) {
        this.sources = sources;
    }

    Optional<String> optional(ConfigKey key) {
        return sources.setting(key)
                .map(ConfigSources.Setting::value)
                .or(() -> Optional.of(key.defaultValue()).filter(value -> !value.isEmpty()));
    }

    String text(ConfigKey key) {
        return optional(key).orElse("");
    }

    String matching(ConfigKey key, String pattern, String what) throws ProtocolException {
        String value = text(key);
        if (!value.matches(pattern)) {
            throw invalid(key, what);
        }
        return value;
    }

    int integer(ConfigKey key, int least, int most) throws ProtocolException {
        return Math.toIntExact(number(key, least, most));
    }

    long number(ConfigKey key, long least, long most) throws ProtocolException {
        try {
            long value = Long.parseLong(text(key));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw invalid(key, "a number from " + least + " to " + most);
    }

    /** A positive duration such as {@code 250ms}, {@code 10s}, {@code 2m} or {@code 1h}. */
    Duration duration(ConfigKey key) throws ProtocolException {
        Matcher matcher = DURATION.matcher(text(key));
        if (matcher.matches() && Long.parseLong(matcher.group(1)) > 0) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
        throw invalid(key, "a duration such as 250ms, 10s or 2m");
    }

    /** Exponents by asset, in the order given. */
    Map<String, Integer> assets(ConfigKey key) throws ProtocolException {
        Map<String, Integer> assets = new LinkedHashMap<>();
        for (Matcher asset : listed(key)) {
            boolean isCurrency = asset.group(1) != null;
            String code = isCurrency ? asset.group(1) : asset.group(3);
            Integer exponent = Integer.valueOf(isCurrency ? asset.group(2) : asset.group(4));
            if (assets.put(code, exponent) != null) {
                throw invalid(key, "a list that names each asset once");
            }
        }
        return assets;
    }

    /** Minor units by asset, of assets that are settled here; none if not set. */
    Map<String, Long> amounts(ConfigKey key) throws ProtocolException {
        Map<String, Long> amounts = new LinkedHashMap<>();
        Map<String, Integer> assets = assets(ConfigKey.ASSETS);
        for (String part : optional(key).map(list -> list.split(",", -1)).orElse(new String[0])) {
            Matcher amount = AMOUNT.matcher(part.trim());
            boolean fits = amount.matches()
                    && assets.containsKey(amount.group(1))
                    && amounts.put(amount.group(1), Long.valueOf(amount.group(2))) == null;
            if (!fits) {
                throw invalid(
                        key,
                        "a list such as EUR:50000,USD:60000 of minor units, each asset once and one"
                                + " of assets");
            }
        }
        return amounts;
    }

    /** What the assets are that are no currencies, by code, in words. */
    Map<String, String> assetNames(ConfigKey key) throws ProtocolException {
        Map<String, String> names = new LinkedHashMap<>();
        for (Matcher asset : listed(key)) {
            if (asset.group(3) != null) {
                names.put(asset.group(3), KINDS.getOrDefault(asset.group(5), ""));
            }
        }
        return names;
    }

    private List<Matcher> listed(ConfigKey key) throws ProtocolException {
        List<Matcher> listed = new ArrayList<>();
        for (String part : text(key).split(",", -1)) {
            Matcher asset = ASSET.matcher(part.trim());
            if (!asset.matches() || (asset.group(1) != null && !isCurrency(asset.group(1)))) {
                throw invalid(
                        key,
                        "a list such as KRW:0,USD:2,X-LUNCH:2:gift,X-STAR:0:points; three letters"
                                + " are a currency of ISO 4217");
            }
            listed.add(asset);
        }
        return listed;
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    ProtocolException invalid(ConfigKey key, String expected) {
        String given = key.secret() ? "the value" : "\"" + text(key) + "\"";
        String origin =
                sources.setting(key).map(ConfigSources.Setting::origin).orElse("the default");
        return new ProtocolException(
                ErrorCode.CONFIG_INVALID,
                key.key() + ": " + given + " (" + origin + ") is not " + expected);
    }
}
