package io.agender.vision.engine;

import io.agender.vision.VideoLocation;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what an address leaves out on purpose: <code>${NAME}</code> is a variable, <code>${file:PATH}</code> the first
 * line of a file. What is filled in is escaped, so a password may hold any sign. Where one stands for both user and
 * password, as in <code>rtsp://${LOBBY}@camera/</code>, its value is {@code user:password}.
 *
 * @param variables usually the environment
 */
record AddressSecrets(Function<String, Optional<String>> variables) {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern PLACE_OF_BOTH = Pattern.compile("://\\$\\{[^{}]*}@");
    private static final String FILE = "file:";

    /**
     * The address to open; nobody else is to see it.
     *
     * @throws VisionException when a variable is not set or a file cannot be read
     */
    String fill(VideoLocation location) {
        String text = location.text();
        Matcher both = PLACE_OF_BOTH.matcher(text);
        int startOfBoth = both.find() ? both.start() + "://".length() : -1;
        return PLACE.matcher(text).replaceAll(place -> {
            String value = value(place.group(1), location);
            int colon = place.start() == startOfBoth ? value.indexOf(':') : -1;
            String escaped = colon < 0
                    ? escape(value)
                    : escape(value.substring(0, colon)) + ":" + escape(value.substring(colon + 1));
            return Matcher.quoteReplacement(escaped);
        });
    }

    private String value(String name, VideoLocation location) {
        if (name.startsWith(FILE)) {
            return firstLine(name.substring(FILE.length()), location);
        }
        return variables
                .apply(name)
                .orElseThrow(() -> new VisionException(
                        location + " needs the environment variable " + name + ", which is not set"));
    }

    private static String firstLine(String file, VideoLocation location) {
        try {
            return Files.readString(Path.of(file))
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException | InvalidPathException e) {
            throw new VisionException(location + " needs the file " + file + ", which cannot be read", e);
        }
    }

    private static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
