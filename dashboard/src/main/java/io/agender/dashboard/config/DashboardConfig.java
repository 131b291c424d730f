package io.agender.dashboard.config;

import io.agender.runtime.config.Durations;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Where the dashboard listens and what it shows and keeps.
 *
 * @param enabled whether {@code agender run} opens one
 * @param bind address that it listens on
 * @param port port that it listens on; 0 for a free one
 * @param token what a visitor must know; without one only this machine is answered
 * @param pictures whether and how pictures leave the server
 * @param darkAfter how long nothing of a camera may come before it counts as dark; longer: fewer false alarms, later true ones
 * @param history how far back summaries are read at the start
 * @param maxWindows most windows in memory, of all cameras together; about 500 bytes each
 * @param maxCameras most cameras; further ones are counted and not shown
 * @param pictureBytes most memory for pictures that wait for their faces, of all cameras together
 * @param maxStreams most streams of events at the same time
 * @param maxStreamsPerClient most of them from one address
 * @param hostNames names that it answers to, in lower case; with a token and without such names to any
 * @param address where visitors find it; where it listens, as seen from this machine, if empty
 */
public record DashboardConfig(
        boolean enabled,
        String bind,
        int port,
        Optional<Password> token,
        PictureMode pictures,
        Duration darkAfter,
        Duration history,
        int maxWindows,
        int maxCameras,
        long pictureBytes,
        int maxStreams,
        int maxStreamsPerClient,
        List<String> hostNames,
        Optional<URI> address) {

    public static final String ENABLED = "dashboard.enabled";
    public static final String BIND = "dashboard.bind";
    public static final String PORT = "dashboard.port";
    public static final String TOKEN = "dashboard.token";
    public static final String PICTURES = "dashboard.pictures";
    public static final String DARK_AFTER = "dashboard.dark.after";
    public static final String HISTORY = "dashboard.history";
    public static final String MAX_WINDOWS = "dashboard.max.windows";
    public static final String MAX_CAMERAS = "dashboard.max.cameras";
    public static final String PICTURE_MEGABYTES = "dashboard.picture.megabytes";
    public static final String MAX_STREAMS = "dashboard.max.streams";
    public static final String MAX_STREAMS_PER_CLIENT = "dashboard.max.streams.per.client";
    public static final String HOST_NAMES = "dashboard.host.names";
    public static final String ADDRESS = "dashboard.address";

    private static final int MIN_TOKEN_LENGTH = 16;
    private static final long MEGABYTE = 1024 * 1024;

    /** The settings that {@link #from} reads. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(ENABLED, Type.BOOLEAN, true, Importance.MEDIUM, "Whether a run on one machine opens the dashboard.")
            .define(
                    BIND,
                    Type.STRING,
                    "127.0.0.1",
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Address that the dashboard listens on; any but this machine's own needs a token.")
            .define(
                    PORT,
                    Type.INT,
                    8080,
                    Range.between(0, 65_535),
                    Importance.HIGH,
                    "Port that the dashboard listens on; 0 for a free one.")
            .define(
                    TOKEN,
                    Type.PASSWORD,
                    null,
                    Importance.HIGH,
                    "What visitors must know: the password that a browser asks for (any user name), or a bearer token; at"
                            + " least 16 characters. Set it in the environment or a file. Default: none, on this machine only.")
            .define(
                    PICTURES,
                    Type.STRING,
                    "on",
                    ConfigDef.CaseInsensitiveValidString.in("on", "blur", "off"),
                    Importance.HIGH,
                    "on shows pictures, blur pixelates every face on the server, off shows silhouettes and reads no picture.")
            .define(
                    DARK_AFTER,
                    Type.STRING,
                    "10s",
                    Durations.atLeast(Duration.ofSeconds(1)),
                    Importance.MEDIUM,
                    "How long nothing of a camera may come before it counts as dark. Longer: fewer false alarms, later true ones.")
            .define(
                    HISTORY,
                    Type.STRING,
                    "24h",
                    Durations.atLeast(Duration.ofMinutes(1)),
                    Importance.MEDIUM,
                    "How far back summaries are read when the dashboard starts.")
            .define(
                    MAX_WINDOWS,
                    Type.INT,
                    100_000,
                    Range.atLeast(1000),
                    Importance.LOW,
                    "Most windows in memory, of all cameras together, about 500 bytes each; the oldest go first.")
            .define(
                    MAX_CAMERAS,
                    Type.INT,
                    1000,
                    Range.between(1, 100_000),
                    Importance.LOW,
                    "Most cameras; the page tells how many more there are.")
            .define(
                    PICTURE_MEGABYTES,
                    Type.INT,
                    128,
                    Range.between(16, 16_384),
                    Importance.LOW,
                    "Most memory for the newest pictures of all cameras together; at most a quarter of the heap.")
            .define(
                    MAX_STREAMS,
                    Type.INT,
                    2000,
                    Range.between(1, 100_000),
                    Importance.LOW,
                    "Most open pages (streams of events) at the same time.")
            .define(
                    MAX_STREAMS_PER_CLIENT,
                    Type.INT,
                    200,
                    Range.between(1, 100_000),
                    Importance.LOW,
                    "Most of them from one address; behind a proxy all visitors have its address.")
            .define(
                    HOST_NAMES,
                    Type.LIST,
                    List.of(),
                    Importance.LOW,
                    "Names that it answers to besides localhost, such as that of a proxy. Default: with a token any"
                            + " name, without one none.")
            .define(
                    ADDRESS,
                    Type.STRING,
                    null,
                    ConfigDef.LambdaValidator.with(DashboardConfig::checkAddress, () -> "http://… or https://…"),
                    Importance.LOW,
                    "Where visitors find it when that is not where it listens: in a container, or behind a proxy. It is"
                            + " what is printed. Default: where it listens.");

    /**
     * Reads the settings.
     *
     * @throws SettingsException when one is refused, or the dashboard would be open to others without a token
     */
    public static DashboardConfig from(Settings settings) {
        AbstractConfig config = settings.read(DEFINITION);
        DashboardConfig read = new DashboardConfig(
                config.getBoolean(ENABLED),
                config.getString(BIND),
                config.getInt(PORT),
                Optional.ofNullable(config.getPassword(TOKEN)),
                PictureMode.of(config.getString(PICTURES)),
                Durations.parse(config.getString(DARK_AFTER)),
                Durations.parse(config.getString(HISTORY)),
                config.getInt(MAX_WINDOWS),
                config.getInt(MAX_CAMERAS),
                Math.min(
                        config.getInt(PICTURE_MEGABYTES) * MEGABYTE,
                        Runtime.getRuntime().maxMemory() / 4),
                config.getInt(MAX_STREAMS),
                config.getInt(MAX_STREAMS_PER_CLIENT),
                config.getList(HOST_NAMES).stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList(),
                Optional.ofNullable(config.getString(ADDRESS)).map(URI::create));
        read.check();
        return read;
    }

    private static void checkAddress(String name, Object value) {
        if (value != null && !((String) value).matches("https?://[^\\s/?#@]+(/[\\w./~-]*)?")) {
            throw new ConfigException(name + " must be an address such as http://localhost:9000/.");
        }
    }

    private void check() {
        token.ifPresent(secret -> {
            if (secret.value().length() < MIN_TOKEN_LENGTH) {
                throw new SettingsException(TOKEN + " must have at least " + MIN_TOKEN_LENGTH + " characters.");
            }
        });
        if (token.isEmpty() && enabled && !isLoopback()) {
            throw new SettingsException("The dashboard at " + bind + " can be reached by others; set " + TOKEN
                    + " (AGENDER_DASHBOARD_TOKEN), or leave " + BIND + " at 127.0.0.1.");
        }
    }

    /** Whether only this machine can connect. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SettingsException(BIND + " is " + bind + ", which is no address of this machine.", e);
        }
    }
}
