package io.agender.producer.source;

import io.agender.runtime.config.SettingsException;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoLocation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A camera and where its frames come from.
 *
 * @param cameraId 1 to 100 letters, digits, dots, underscores and hyphens, beginning with a letter or a digit: it is the
 *     key of the camera's records, and files are named after it
 * @param location what {@link io.agender.vision.VideoSources#open} takes
 */
public record CameraSource(String cameraId, String location) {

    static final int MAX_ID_LENGTH = 100;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_ID_LENGTH - 1) + "}");

    /** Throws {@link SettingsException} when the camera id breaks the rule. */
    public CameraSource {
        Objects.requireNonNull(cameraId, "cameraId");
        Objects.requireNonNull(location, "location");
        if (!ID.matcher(cameraId).matches()) {
            throw new SettingsException(
                    "'" + new VideoLocation(cameraId) + "' can't be a camera id; use 1 to " + MAX_ID_LENGTH
                            + " letters, digits, dots, underscores or hyphens, beginning with a letter or a digit.");
        }
        if (location.isBlank()) {
            throw new SettingsException("Camera " + cameraId + " has no source; name a file, a folder or an address.");
        }
    }

    /** Whether the source is reached over a network or is a device: such a one may come back. */
    boolean isAddress() {
        VideoLocation where = new VideoLocation(location);
        return where.kind() == Kind.WEBCAM
                || where.kind() == Kind.ADDRESS && !where.scheme().equals("file");
    }

    /** Reads {@code ID=SOURCE}; throws {@link SettingsException} when the text is not of that form. */
    public static CameraSource parse(String text) {
        int sign = text.indexOf('=');
        int address = text.indexOf("://");
        if (sign < 0 || address >= 0 && address < sign) {
            throw new SettingsException(
                    "'" + new VideoLocation(text) + "' is not a camera; write ID=SOURCE, such as lobby=lobby.mp4.");
        }
        return new CameraSource(
                text.substring(0, sign).strip(), text.substring(sign + 1).strip());
    }

    /**
     * The cameras of a command line: first those with an id of their own, then the others, which are called after their
     * file or folder, {@code lobby}, and where that is taken {@code lobby-2}, {@code lobby-3} and so on.
     *
     * @param named texts like {@code ID=SOURCE}
     * @param locations sources without an id, or texts like those that are no files
     * @throws SettingsException when an id is wrong or given twice
     */
    public static List<CameraSource> of(List<String> named, List<String> locations) {
        return of(List.of(), named, locations);
    }

    /**
     * The same beside cameras that are there already, whose ids are taken.
     *
     * @return the cameras of the command line
     */
    public static List<CameraSource> of(List<CameraSource> others, List<String> named, List<String> locations) {
        List<CameraSource> cameras = new ArrayList<>(others);
        Stream.concat(named.stream(), locations.stream().filter(CameraSource::isNamed))
                .forEach(text -> cameras.add(parse(text)));
        Set<String> taken = requireDistinct(cameras);
        for (String location : locations) {
            if (!isNamed(location)) {
                CameraSource camera = new CameraSource(CameraIds.free(CameraIds.of(location), taken), location);
                taken.add(camera.cameraId());
                cameras.add(camera);
            }
        }
        return List.copyOf(cameras.subList(others.size(), cameras.size()));
    }

    /** Whether a source is written with an id of its own, and is no file of such a name. */
    private static boolean isNamed(String location) {
        int sign = location.indexOf('=');
        Kind kind = new VideoLocation(location).kind();
        return sign > 0
                && ID.matcher(location.substring(0, sign)).matches()
                && kind != Kind.FILE
                && kind != Kind.FOLDER;
    }

    /** The camera ids; throws {@link SettingsException} when one comes twice. */
    public static Set<String> requireDistinct(List<CameraSource> cameras) {
        Set<String> ids = new HashSet<>();
        for (CameraSource camera : cameras) {
            if (!ids.add(camera.cameraId())) {
                throw new SettingsException(
                        "Camera id " + camera.cameraId() + " is given twice; each source needs its own.");
            }
        }
        return ids;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return cameraId + "=" + new VideoLocation(location);
    }
}
