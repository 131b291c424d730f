package io.agender.launcher.settings;

import io.agender.runtime.config.SettingsException;
import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.FramePoint;
import io.agender.schemas.LineSide;
import io.agender.schemas.camera.SettingsRules;
import io.agender.vision.VideoLocation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What the list {@code cameras:} of a file says of cameras besides where their pictures come from: time zone, opening
 * hours, zones and lines. Read from the nodes of the YAML, in which a time or a date is still the text that stands there.
 */
public final class CameraSettingsFile {

    static final String TIME_ZONE = "time.zone";
    static final String OPENING_HOURS = "opening.hours";
    static final String ZONES = "zones";
    static final String LINES = "lines";

    /** What of an entry is for the whole pipeline, not for whoever plays the camera. */
    private static final Set<String> NAMES = Set.of(TIME_ZONE, OPENING_HOURS, ZONES, LINES);

    private CameraSettingsFile() {}

    /** Whether a flat name of an entry, such as {@code zones[0].name}, belongs to what is read here. */
    static boolean isPart(String name) {
        return NAMES.stream()
                .anyMatch(ours -> name.equals(ours) || name.startsWith(ours + ".") || name.startsWith(ours + "["));
    }

    /**
     * The settings of the cameras that have any, by id and in the order of the file; each begins to be valid at the given
     * moment.
     *
     * @throws SettingsException when the file can't be read, or says something wrong; the message is a sentence
     */
    public static Map<String, CameraVersion> read(Path file, Instant validFrom) {
        if (!Files.isRegularFile(file)) {
            throw new SettingsException("There is no list of cameras " + file + ".");
        }
        try {
            return read(file.toString(), Files.readString(file), validFrom);
        } catch (MalformedInputException e) {
            throw new SettingsException("The list of cameras " + file + " is not written in UTF-8.", e);
        } catch (IOException e) {
            throw new SettingsException("The list of cameras " + file + " can't be read (" + e + ").", e);
        }
    }

    static Map<String, CameraVersion> read(String file, String text, Instant validFrom) {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            throw new SettingsException("The list of cameras " + file + " can't be read as YAML: " + e.getProblem()
                    + (e.getProblemMark() == null
                            ? ""
                            : " (line " + (e.getProblemMark().getLine() + 1) + ")") + ".");
        }
        Map<String, CameraVersion> all = new LinkedHashMap<>();
        for (Node entry : entries(root)) {
            Map<String, Node> values = entry instanceof MappingNode ? values(entry) : Map.of();
            if (values.keySet().stream().anyMatch(NAMES::contains)) {
                String id = text(values.get(CamerasFile.ID))
                        .filter(name -> !name.isBlank())
                        .orElseThrow(() -> new SettingsException(
                                "A camera in " + file + " has settings and no id (line " + lineOf(entry) + ")."));
                try {
                    if (all.put(id, version(values, validFrom)) != null) {
                        throw new IllegalArgumentException("it is there twice.");
                    }
                } catch (IllegalArgumentException e) {
                    throw new SettingsException(
                            "Camera " + new VideoLocation(id) + " in " + file + ": " + e.getMessage(), e);
                }
            }
        }
        return all;
    }

    private static List<Node> entries(Node root) {
        return root instanceof MappingNode && values(root).get(CamerasFile.LIST) instanceof SequenceNode list
                ? list.getValue()
                : List.of();
    }

    private static CameraVersion version(Map<String, Node> values, Instant validFrom) {
        CameraVersion version = CameraVersion.newBuilder()
                .setVersion(0)
                .setValidFrom(validFrom)
                .setAppliedAt(Instant.EPOCH)
                .setSite(text(values.get(CamerasFile.SITE)).orElse(null))
                .setTimeZone(text(values.get(TIME_ZONE)).orElse(null))
                .setOpeningHours(Optional.ofNullable(values.get(OPENING_HOURS))
                        .map(OpeningHoursText::read)
                        .orElse(null))
                .setZones(list(values.get(ZONES), ZONES).stream()
                        .map(CameraSettingsFile::zone)
                        .toList())
                .setLines(list(values.get(LINES), LINES).stream()
                        .map(CameraSettingsFile::line)
                        .toList())
                .build();
        SettingsRules.check(version);
        return version;
    }

    private static CameraZone zone(Node node) {
        Map<String, Node> values = known(node, "a zone", "name", "polygon");
        String name = required(values, "name", "a zone");
        return new CameraZone(
                name,
                list(values.get("polygon"), "polygon of the zone " + name).stream()
                        .map(point -> point(point, "the zone " + name))
                        .toList());
    }

    private static CameraLine line(Node node) {
        Map<String, Node> values = known(node, "a line", "name", "from", "to", "in");
        String name = required(values, "name", "a line");
        String who = "the line " + name;
        LineSide inside =
                switch (required(values, "in", who).toLowerCase(Locale.ROOT)) {
                    case "left" -> LineSide.LEFT;
                    case "right" -> LineSide.RIGHT;
                    default ->
                        throw new IllegalArgumentException(who
                                + " has no side that is in; write in: left or in: right, as seen along the line from"
                                + " its first point.");
                };
        return new CameraLine(name, point(values.get("from"), who), point(values.get("to"), who), inside);
    }

    private static FramePoint point(Node node, String who) {
        List<Node> numbers = node instanceof SequenceNode list ? list.getValue() : List.of();
        try {
            if (numbers.size() == 2) {
                return new FramePoint(
                        Double.parseDouble(text(numbers.get(0)).orElse("")),
                        Double.parseDouble(text(numbers.get(1)).orElse("")));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                who + " has a point that is none; write [x, y], each from 0 to 1 of the picture.");
    }

    private static Map<String, Node> known(Node node, String who, String... names) {
        if (!(node instanceof MappingNode)) {
            throw new IllegalArgumentException(who + " must have " + String.join(", ", names) + ".");
        }
        Map<String, Node> values = values(node);
        for (String name : values.keySet()) {
            if (!List.of(names).contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is nothing of " + who + "; there are " + String.join(", ", names) + ".");
            }
        }
        return values;
    }

    private static String required(Map<String, Node> values, String name, String who) {
        return text(values.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(who + " lacks " + name + "."));
    }

    private static List<Node> list(Node node, String what) {
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        throw new IllegalArgumentException(what + " must be a list.");
    }

    static Map<String, Node> values(Node node) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple entry : ((MappingNode) node).getValue()) {
            String name = text(entry.getKeyNode()).orElse("");
            if (values.put(name, entry.getValueNode()) != null) {
                throw new SettingsException(
                        "The list of cameras names '" + name + "' twice (line " + lineOf(entry.getKeyNode()) + ").");
            }
        }
        flatten(values, "time", TIME_ZONE, "zone");
        flatten(values, "opening", OPENING_HOURS, "hours");
        return values;
    }

    /** A dotted name may be written in two steps, as in other files of settings. */
    private static void flatten(Map<String, Node> values, String first, String dotted, String second) {
        if (values.get(first) instanceof MappingNode inner) {
            inner.getValue().stream()
                    .filter(entry -> text(entry.getKeyNode()).orElse("").equals(second))
                    .forEach(entry -> values.putIfAbsent(dotted, entry.getValueNode()));
        }
    }

    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    static List<String> texts(Node node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> text(item).ifPresent(texts::add));
        } else {
            text(node).ifPresent(texts::add);
        }
        return texts;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
