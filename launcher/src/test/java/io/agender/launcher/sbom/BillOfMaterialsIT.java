package io.agender.launcher.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list that the build has written beside the program, held against what lies there. */
class BillOfMaterialsIT {

    private static final Path BILL = Path.of("target/agender/agender.cdx.json");

    private List<JsonNode> components;

    @BeforeEach
    void read() throws IOException {
        JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
        assertThat(bill.get("bomFormat").textValue()).isEqualTo("CycloneDX");
        components = StreamSupport.stream(bill.get("components").spliterator(), false)
                .toList();
    }

    @Test
    void should_name_each_jar_of_the_program_and_of_the_registry() throws IOException {
        List<String> names = components.stream()
                .map(one ->
                        one.get("name").textValue() + "-" + one.get("version").textValue())
                .toList();

        assertThat(jars(Path.of("target/agender/lib"))).hasSizeGreaterThan(100).allMatch(names::contains, "listed");
        assertThat(jars(Path.of("../embedded/target/registry")))
                .hasSizeGreaterThan(200)
                .allMatch(jar -> names.stream().anyMatch(jar::endsWith), "listed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:maven/org.apache.kafka/kafka-clients@4.4.",
                "pkg:maven/org.apache.kafka/kafka-clients@3.9.2",
                "pkg:maven/io.netty/netty-codec-http@4.1.140.Final",
                "pkg:maven/io.netty/netty-codec-http2@4.1.140.Final",
                "pkg:maven/io.vertx/vertx-core@4.5.36",
                "pkg:maven/io.apicurio/apicurio-registry-app@3.0.9",
                "pkg:npm/chart.js@",
            })
    void should_name_what_scanners_look_for(String packageUrl) {
        assertThat(components).anyMatch(one -> one.get("purl").textValue().startsWith(packageUrl));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netty-codec-http@4.1.118",
                "kafka-clients@3.9.0",
                "/lz4-java@1.8",
                "/json-smart@",
                "/nimbus-jose-jwt@",
                "/commons-httpclient@",
            })
    void should_not_have_what_was_left_out_of_the_registry(String name) {
        assertThat(components).noneMatch(one -> one.get("purl").textValue().contains(name));
    }

    private static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar") && !name.startsWith("agender-"))
                    .map(name -> name.replaceFirst("-linux-[a-z0-9_]+(?=\\.jar)", "")
                            .replaceFirst("-runner(?=\\.jar)", "")
                            .replaceFirst("\\.jar$", ""))
                    .toList();
        }
    }
}
