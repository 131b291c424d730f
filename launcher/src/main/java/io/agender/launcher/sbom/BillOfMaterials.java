package io.agender.launcher.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds to the list of the program's jars, as CycloneDX's plugin for Maven writes it, what that plugin can't see: the jars
 * of the embedded registry, which come in an archive, and scripts of the dashboard's page. That plugin writes nothing
 * when it is skipped or Maven is offline; then all is told by Maven's list of dependencies and the jars themselves, against which is held
 * what an earlier build left.
 */
public final class BillOfMaterials {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BillOfMaterials() {}

    /** For the build: the plugin's file, Maven's list of dependencies, the file to write, the folders of the program's jars and of the registry, package URLs of
     * scripts. */
    public static void main(String[] arguments) throws IOException {
        List<String> scripts = Arrays.asList(arguments).subList(5, arguments.length);
        write(
                Path.of(arguments[0]),
                Component.ofList(Files.readAllLines(Path.of(arguments[1]))),
                Path.of(arguments[2]),
                Path.of(arguments[3]),
                Path.of(arguments[4]),
                scripts);
    }

    private static void write(
            Path program, List<Component> dependencies, Path bill, Path lib, Path registry, List<String> scripts)
            throws IOException {
        ObjectNode all = Files.exists(program) ? (ObjectNode) JSON.readTree(program.toFile()) : empty();
        ArrayNode components = all.withArrayProperty("components");
        addMissing(components, dependencies, jars(lib));
        for (String script : scripts) {
            add(components, "page", "", Component.ofPackageUrl(script));
        }
        for (Path jar : jars(registry)) {
            add(components, "embedded registry", jar.getFileName().toString(), Component.ofJar(jar));
        }
        Files.createDirectories(bill.toAbsolutePath().getParent());
        JSON.writeValue(bill.toFile(), all);
    }

    private static ObjectNode empty() {
        return JSON.createObjectNode()
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.6")
                .put("version", 1);
    }

    private static void addMissing(ArrayNode components, List<Component> dependencies, List<Path> jars)
            throws IOException {
        List<Path> missing = new ArrayList<>(jars);
        for (Iterator<JsonNode> all = components.iterator(); all.hasNext(); ) {
            JsonNode one = all.next();
            String start = one.path("name").asText() + "-" + one.path("version").asText();
            List<Path> named = jars.stream()
                    .filter(jar -> jar.getFileName().toString().startsWith(start))
                    .toList();
            missing.removeAll(named);
            if (named.isEmpty()) {
                all.remove();
            }
        }
        for (Path jar : missing) {
            String file = jar.getFileName().toString();
            Component listed = dependencies.stream()
                    .filter(one -> file.startsWith(one.name() + "-" + one.version()))
                    .findFirst()
                    .orElse(null);
            add(components, "program", file, listed == null ? Component.ofJar(jar) : listed);
        }
    }

    private static List<Path> jars(Path registry) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(registry)) {
            try (Stream<Path> files = Files.walk(registry)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return jars;
    }

    private static void add(ArrayNode components, String part, String file, Component component) {
        ObjectNode node = components.addObject();
        node.put("type", "library");
        // The program may have the same jar.
        node.put("bom-ref", part.replace(' ', '-') + ":" + file + ":" + component.packageUrl());
        if (!component.group().isEmpty()) {
            node.put("group", component.group());
        }
        node.put("name", component.name());
        node.put("version", component.version());
        node.put("purl", component.packageUrl());
        node.putArray("properties").addObject().put("name", "agender:part").put("value", part);
    }
}
