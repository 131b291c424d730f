package io.agender.launcher.settings;

import io.agender.producer.source.Camera;
import io.agender.producer.source.CameraSource;
import io.agender.producer.source.FrameProducerConfig;
import io.agender.runtime.config.Settings;
import io.agender.runtime.config.SettingsException;
import io.agender.vision.VideoLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list {@code cameras:} of a configuration file. An entry has an {@code id}, a {@code url}, perhaps a {@code site}, and
 * any setting of frames, which for this camera wins over what is set for all. What {@link CameraSettingsFile} reads of it
 * is passed over.
 *
 * @param file name of the file, for messages
 * @param entries the entries in their order: name to text
 */
public record CamerasFile(String file, List<Map<String, String>> entries) {

    /** No file. */
    public static final CamerasFile NONE = new CamerasFile("", List.of());

    static final String LIST = "cameras";

    private static final Pattern ITEM = Pattern.compile(LIST + "\\[(\\d+)](?:\\.(.+))?");
    static final String ID = "id";
    private static final String URL = "url";
    static final String SITE = "site";

    /** Whether a name in a file belongs to the list. */
    static boolean isPart(String name) {
        return name.equals(LIST) || ITEM.matcher(name).matches();
    }

    /** Reads the list out of the flat names of a file, if it has one. */
    static CamerasFile of(String file, Map<String, String> values) {
        Map<Integer, Map<String, String>> entries = new TreeMap<>();
        values.forEach((name, value) -> {
            Matcher item = ITEM.matcher(name);
            if (item.matches() && item.group(2) != null) {
                entries.computeIfAbsent(Integer.valueOf(item.group(1)), index -> new LinkedHashMap<>())
                        .put(item.group(2), value);
            } else if (item.matches() || name.equals(LIST) && !value.isEmpty()) {
                throw new SettingsException(
                        LIST + " in " + file + " must be a list of cameras, each with id and url, such as"
                                + " - {id: lobby, url: lobby.mp4}.");
            }
        });
        return new CamerasFile(file, List.copyOf(entries.values()));
    }

    /**
     * The cameras.
     *
     * @param common what is set for all of them
     * @throws SettingsException when an entry lacks something or has something unknown or wrong; the message names it
     */
    public List<Camera> cameras(Settings common) {
        List<Camera> cameras = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Map<String, String> entry = entries.get(i);
            String who =
                    entry.containsKey(ID) ? "Camera " + new VideoLocation(entry.get(ID)) : "Camera number " + (i + 1);
            try {
                cameras.add(camera(entry, common));
            } catch (SettingsException e) {
                throw new SettingsException(who + " in " + file + ": " + e.getMessage(), e);
            }
        }
        return cameras;
    }

    /** Whether a name of an entry is none of those that play the camera: time zone, opening hours, zones, lines. */
    public static boolean isForSummaries(String name) {
        return CameraSettingsFile.isPart(name);
    }

    private static Camera camera(Map<String, String> entry, Settings common) {
        Map<String, String> own = new LinkedHashMap<>(entry);
        own.keySet().removeIf(CamerasFile::isForSummaries);
        requireKnown(own.keySet());
        String id = required(own, ID, "a name for the camera");
        String url = required(own, URL, "what else is given as VIDEO: a file, a folder or an address");
        if (own.containsKey(SITE)) {
            own.put(FrameProducerConfig.SITES, "*=" + own.remove(SITE));
        }
        return new Camera(new CameraSource(id, url), FrameProducerConfig.from(common.with(own)));
    }

    private static String required(Map<String, String> entry, String name, String what) {
        String value = entry.remove(name);
        if (value == null || value.isBlank()) {
            throw new SettingsException(name + " is missing; it is " + what + ".");
        }
        return value;
    }

    private static void requireKnown(Set<String> names) {
        Set<String> known = new TreeSet<>(FrameProducerConfig.DEFINITION.names());
        known.remove(FrameProducerConfig.SITES);
        known.addAll(List.of(ID, URL, SITE));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new SettingsException(
                        "'" + name + "' is no setting of a camera; there are " + String.join(", ", known) + ".");
            }
        }
    }
}
