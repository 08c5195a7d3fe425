package org.mopay.server;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Merges file, environment and flags, the later before the earlier, and knows who said what. */
final class ConfigSources {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigSources.class);

    static final String DEFAULT_FILE = "mo-server.properties";

    private static final String CONFIG = "config";
    private static final String PREFIX = "MO_";

    private final Map<ConfigKey, Setting> settings = new EnumMap<>(ConfigKey.class);

    private ConfigSources() {}

    /** A value and where it was given, for the error that names it. */
    record Setting(String value, String origin) {}

    /**
     * Reads all sources. {@code --config} or {@code MO_CONFIG} names the file; without them {@code
     * mo-server.properties} in {@code directory} is read if it exists.
     *
     * @throws ProtocolException CONFIG_INVALID for an unknown key or an unreadable file
     */
    static ConfigSources read(
            List<String> arguments, Map<String, String> environment, Path directory)
            throws ProtocolException {
        ConfigSources sources = new ConfigSources();
        Map<String, String> flags = flags(arguments);
        @Nullable String named = flags.remove(CONFIG);
        if (named == null) {
            named = environment.get(PREFIX + CONFIG.toUpperCase(Locale.ROOT));
        }
        Path file = directory.resolve(named == null ? DEFAULT_FILE : named);
        if (named != null || Files.exists(file)) {
            sources.addFile(file);
        }
        sources.addEnvironment(environment);
        for (Map.Entry<String, String> flag : flags.entrySet()) {
            sources.add(flag.getKey(), flag.getValue(), "--" + flag.getKey());
        }
        return sources;
    }

    /** The value given for a key; empty if none was, or an empty one. */
    Optional<Setting> setting(ConfigKey key) {
        return Optional.ofNullable(settings.get(key)).filter(it -> !it.value().isEmpty());
    }

    private static Map<String, String> flags(List<String> arguments) throws ProtocolException {
        Map<String, String> flags = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                throw invalid("\"" + argument + "\" is no flag");
            }
            int equals = argument.indexOf('=');
            String key = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            if (equals < 0 && i + 1 == arguments.size()) {
                throw ConfigKey.named(key).isPresent() || key.equals(CONFIG)
                        ? invalid(argument + " needs a value")
                        : unknown(key, argument);
            }
            flags.put(key, equals < 0 ? arguments.get(++i) : argument.substring(equals + 1));
        }
        return flags;
    }

    private void addFile(Path file) throws ProtocolException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProtocolException(
                    ErrorCode.CONFIG_INVALID, "the file " + file + " can't be read", e);
        }
        for (String key : properties.stringPropertyNames()) {
            add(key, properties.getProperty(key), file.toString());
        }
    }

    private void addEnvironment(Map<String, String> environment) throws ProtocolException {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(PREFIX)) {
                continue;
            }
            String key =
                    name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
            if (ConfigKey.named(key).isPresent()) {
                add(key, variable.getValue(), name);
            } else if (!key.equals(CONFIG)) {
                // The environment is shared with others, so a name that is not ours stops nothing.
                LOG.warn(
                        "{} is no setting; did you mean {}?",
                        name,
                        ConfigKey.nearest(key).variable());
            }
        }
    }

    private void add(String key, String value, String origin) throws ProtocolException {
        ConfigKey known = ConfigKey.named(key).orElse(null);
        if (known == null) {
            throw unknown(key, origin);
        }
        settings.put(known, new Setting(value.trim(), origin));
    }

    private static ProtocolException unknown(String key, String origin) {
        return invalid("unknown key \""
                + key
                + "\" ("
                + origin
                + "); did you mean \""
                + ConfigKey.nearest(key).key()
                + "\"?");
    }

    private static ProtocolException invalid(String detail) {
        return new ProtocolException(ErrorCode.CONFIG_INVALID, detail);
    }
}
