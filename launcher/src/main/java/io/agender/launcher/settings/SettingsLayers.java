package io.agender.launcher.settings;

import io.agender.launcher.LostText;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Lays the sources of settings over one another; later wins: bundled profile, configuration file, the file's own section
 * for the profile ({@code "%name":}), environment ({@code AGENDER_MIN_SCORE} is {@code min.score}), command line.
 */
public final class SettingsLayers {

    private static final String ENVIRONMENT_PREFIX = "AGENDER_";
    private static final String PROFILES = "/io/agender/launcher/profiles/";

    /** The names of the bundled profiles. */
    public static final List<String> BUNDLED_PROFILES = List.of("accurate", "fast", "seed");

    private final Map<String, String> environment;

    /** The environment is passed in, so that tests have their own. */
    public SettingsLayers(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Collects the settings.
     *
     * @param file a YAML file, if there is one
     * @param profile name of a bundled profile or of a section of the file, if one was asked for
     * @param commandLine what the options say
     * @throws SettingsException when a source can't be read or names an unknown setting or profile
     */
    public Settings collect(Optional<Path> file, Optional<String> profile, Map<String, String> commandLine) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultInterceptors();
        Optional<URL> bundled = profile.map(name -> SettingsLayers.class.getResource(PROFILES + name + ".yaml"));
        Optional<ConfigSource> fileSource = file.map(SettingsLayers::fileSource);
        profile.ifPresent(name -> {
            boolean inFile = fileSource.map(source -> hasSection(source, name)).orElse(false);
            if (bundled.isEmpty() && !inFile) {
                throw new SettingsException("There is no profile '" + name
                        + "'; the bundled ones are: " + String.join(", ", BUNDLED_PROFILES)
                        + "; others are sections \"%" + name
                        + "\": of the file given with --config.");
            }
            builder.withProfile(name);
        });
        bundled.ifPresent(url -> builder.withSources(read(url)));
        fileSource.ifPresent(source -> {
            check(source, file.orElseThrow());
            builder.withSources(source);
        });
        builder.withSources(new PropertiesConfigSource(fromEnvironment(), "environment", 300));
        builder.withSources(new PropertiesConfigSource(commandLine, "command line", 400));
        Settings settings = withClientProperties(new Settings(values(builder.build())));
        settings.values().forEach(LostText::refuseSetting);
        return settings;
    }

    /** Lays a file of Kafka's client properties, if one is named, under everything else. */
    private static Settings withClientProperties(Settings settings) {
        String file = settings.values().get(KafkaConfig.CLIENT_CONFIG);
        if (file == null) {
            return settings;
        }
        if (!Files.isRegularFile(Path.of(file))) {
            throw new SettingsException("There is no file of client properties " + file + ".");
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(file))) {
            properties.load(in);
        } catch (MalformedInputException e) {
            throw notUtf8("The file of client properties " + file, e);
        } catch (IOException | RuntimeException e) {
            throw new SettingsException("The client properties in " + file + " can't be read (" + e + ").", e);
        }
        Map<String, String> under = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> under.put(
                        name.equals(KafkaConfig.BOOTSTRAP_SERVERS) ? name : KafkaConfig.KAFKA_PREFIX + name,
                        properties.getProperty(name)));
        return new Settings(under).with(settings.values());
    }

    /** The cameras that a file lists; throws {@link SettingsException} when it can't be read or the list is none. */
    public CamerasFile cameras(Path file) {
        return CamerasFile.of(file.toString(), fileSource(file).getProperties());
    }

    /** The same of a text that is not in the file yet. */
    static CamerasFile cameras(Path file, String text) {
        return CamerasFile.of(file.toString(), source(file, () -> text).getProperties());
    }

    private static Map<String, String> values(SmallRyeConfig config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(KnownSettings::isKnown)
                .filter(name -> config.getRawValue(name) != null)
                .collect(Collectors.toMap(
                        name -> name, name -> config.getConfigValue(name).getValue()));
    }

    private Map<String, String> fromEnvironment() {
        Map<String, String> byVariable = KnownSettings.names().stream()
                .collect(Collectors.toMap(
                        name -> ENVIRONMENT_PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT), name -> name));
        Map<String, String> found = new HashMap<>();
        environment.forEach((variable, value) -> {
            if (byVariable.containsKey(variable)) {
                found.put(byVariable.get(variable), value);
                return;
            }
            for (String prefix : KnownSettings.PASSED_ON) {
                String start = ENVIRONMENT_PREFIX + prefix.replace('.', '_').toUpperCase(Locale.ROOT);
                if (variable.startsWith(start) && variable.length() > start.length()) {
                    String rest = variable.substring(start.length()).toLowerCase(Locale.ROOT);
                    found.put(prefix + rest.replace('_', '.'), value);
                }
            }
        });
        return found;
    }

    private static ConfigSource fileSource(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SettingsException("There is no configuration file " + file + ".");
        }
        return source(file, () -> Files.readString(file));
    }

    /** Where the text of a file comes from. */
    private interface Text {
        String read() throws IOException;
    }

    private static ConfigSource source(Path file, Text text) {
        try {
            return plain(new YamlConfigSource(file.toString(), text.read()), 200);
        } catch (MalformedInputException e) {
            throw notUtf8("The configuration file " + file, e);
        } catch (MarkedYAMLException e) {
            // Without its cause, which quotes the line: a secret may stand there, under whatever name.
            throw new SettingsException("The configuration file " + file + " can't be read as YAML: " + e.getProblem()
                    + (e.getProblemMark() == null
                            ? ""
                            : " (line " + (e.getProblemMark().getLine() + 1) + ")") + ".");
        } catch (IOException | RuntimeException e) {
            throw new SettingsException(
                    "The configuration file " + file + " can't be read as YAML: " + firstLine(e), e);
        }
    }

    private static ConfigSource read(URL profile) {
        try {
            return plain(new YamlConfigSource(profile), 100);
        } catch (IOException e) {
            throw new SettingsException("The profile " + profile + " can't be read.", e);
        }
    }

    /** YAML keys with dots in them come in quotes; here a dotted name is a name. */
    private static ConfigSource plain(ConfigSource yaml, int ordinal) {
        Map<String, String> values = new HashMap<>();
        yaml.getProperties().forEach((name, value) -> values.put(name.replace("\"", ""), value));
        return new PropertiesConfigSource(values, yaml.getName(), ordinal);
    }

    private static boolean hasSection(ConfigSource source, String profile) {
        return source.getPropertyNames().stream().anyMatch(name -> name.startsWith("%" + profile + "."));
    }

    private static void check(ConfigSource source, Path file) {
        Set<String> names = source.getPropertyNames();
        for (String name : names) {
            String bare = name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
            if (!KnownSettings.isKnown(bare) && !CamerasFile.isPart(name)) {
                throw new SettingsException("Unknown setting '" + bare + "' in " + file
                        + KnownSettings.similarTo(bare)
                                .map(known -> "; did you mean '" + known + "'?")
                                .orElse("."));
            }
        }
    }

    private static SettingsException notUtf8(String file, MalformedInputException cause) {
        return new SettingsException(file + " is not written in UTF-8.", cause);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
