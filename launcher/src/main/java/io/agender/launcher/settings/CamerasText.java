package io.agender.launcher.settings;

import io.agender.runtime.config.SettingsException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The text of a file with a list of cameras, changed line by line, so that comments and all else that its owner wrote stay
 * as they are. Whoever changes one reads the result and compares, for a file may be written in ways that are not met here.
 * Immutable.
 */
record CamerasText(String text) {

    private static final String KEY = CamerasFile.LIST + ":";
    private static final Resolver RESOLVER = new Resolver();

    /** With one more camera at the end of the list. */
    CamerasText with(Map<String, String> entry) {
        List<String> lines = lines();
        Optional<NodeTuple> list = list();
        if (list.isEmpty()) {
            if (lines.get(lines.size() - 1).isBlank()) {
                lines.remove(lines.size() - 1);
            }
            lines.add(KEY);
            lines.addAll(item("  ", entry));
            lines.add("");
            return of(lines);
        }
        List<Node> items = items(list.get());
        if (items.isEmpty()) {
            int line = list.get().getKeyNode().getStartMark().getLine();
            lines.set(line, lines.get(line).replaceFirst("\\[\\s*]", "").stripTrailing());
            lines.addAll(line + 1, item("  ", entry));
        } else {
            String indent = " ".repeat(list.get().getValueNode().getStartMark().getColumn());
            lines.addAll(lastLine(items.get(items.size() - 1)) + 1, item(indent, entry));
        }
        return of(lines);
    }

    /** Without the camera that stands at a place of the list, counted from 0. */
    CamerasText without(int place) {
        List<String> lines = lines();
        NodeTuple list = list().orElseThrow();
        List<Node> items = items(list);
        Node item = items.get(place);
        lines.subList(item.getStartMark().getLine(), lastLine(item) + 1).clear();
        if (items.size() == 1) {
            int line = list.getKeyNode().getStartMark().getLine();
            lines.set(line, lines.get(line).replaceFirst(KEY, KEY + " []"));
        }
        return of(lines);
    }

    private List<String> lines() {
        return new ArrayList<>(List.of(text.split("\n", -1)));
    }

    private static CamerasText of(List<String> lines) {
        return new CamerasText(String.join("\n", lines));
    }

    private Optional<NodeTuple> list() {
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        return root instanceof MappingNode all
                ? all.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(CamerasFile.LIST))
                        .findFirst()
                : Optional.empty();
    }

    private static List<Node> items(NodeTuple list) {
        if (!(list.getValueNode() instanceof SequenceNode items)) {
            return List.of();
        }
        if (!items.getValue().isEmpty() && items.getFlowStyle() == FlowStyle.FLOW) {
            throw new SettingsException(
                    "The cameras stand in brackets; write each on a line of its own that begins with"
                            + " a hyphen, then they can be changed by command.");
        }
        return items.getValue();
    }

    /** A node of several lines ends where the next begins, comments included; its last text ends where it does. */
    private static int lastLine(Node node) {
        if (node instanceof MappingNode map && map.getFlowStyle() != FlowStyle.FLOW) {
            return map.getValue().stream()
                    .mapToInt(entry -> lastLine(entry.getValueNode()))
                    .max()
                    .orElse(map.getStartMark().getLine());
        }
        if (node instanceof SequenceNode list && list.getFlowStyle() != FlowStyle.FLOW) {
            return list.getValue().stream()
                    .mapToInt(CamerasText::lastLine)
                    .max()
                    .orElse(list.getStartMark().getLine());
        }
        int line = node.getEndMark().getLine();
        return node.getEndMark().getColumn() == 0 && line > node.getStartMark().getLine() ? line - 1 : line;
    }

    private static List<String> item(String indent, Map<String, String> entry) {
        List<String> lines = new ArrayList<>();
        entry.forEach(
                (name, value) -> lines.add(indent + (lines.isEmpty() ? "- " : "  ") + name + ": " + scalar(value)));
        return lines;
    }

    /** As it is where YAML takes that for a text and nothing else, else in quotes. */
    private static String scalar(String value) {
        boolean plain = value.matches("[A-Za-z0-9/][A-Za-z0-9./_+@=-]*(:[A-Za-z0-9./_+@=-]+)*")
                && RESOLVER.resolve(NodeId.scalar, value, true).equals(Tag.STR);
        return plain ? value : "'" + value.replace("'", "''") + "'";
    }
}
