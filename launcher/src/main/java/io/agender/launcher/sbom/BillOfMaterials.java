package io.agender.launcher.sbom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Adds to the list of the program's jars, as CycloneDX's plugin for Maven writes it, what that plugin can't see: the jars
 * of the embedded registry, which come in an archive, and scripts of the dashboard's page.
 */
public final class BillOfMaterials {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BillOfMaterials() {}

    /** For the build: the plugin's file, the file to write, the registry's folder, package URLs of scripts. */
    public static void main(String[] arguments) throws IOException {
        List<String> scripts = Arrays.asList(arguments).subList(3, arguments.length);
        write(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), scripts);
    }

    static void write(Path program, Path bill, Path registry, List<String> scripts) throws IOException {
        ObjectNode all = (ObjectNode) JSON.readTree(program.toFile());
        ArrayNode components = all.withArrayProperty("components");
        for (String script : scripts) {
            add(components, "page", "", Component.ofPackageUrl(script));
        }
        for (Path jar : jars(registry)) {
            add(components, "embedded registry", jar.getFileName().toString(), Component.ofJar(jar));
        }
        Files.createDirectories(bill.toAbsolutePath().getParent());
        JSON.writeValue(bill.toFile(), all);
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
