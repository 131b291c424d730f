package io.agender.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the documentation shows is what the tests run. */
class DocumentationTest {

    private static final Path PAGE = Path.of("../docs/kafka.md");

    @Test
    void should_show_the_reader_in_javascript() throws Exception {
        assertThat(Files.readString(PAGE))
                .contains("```js\n" + Files.readString(JavaScriptReader.SOURCES.resolve(JavaScriptReader.PROGRAM))
                        + "```\n");
    }

    @Test
    void should_show_the_reader_in_python() throws Exception {
        assertThat(Files.readString(PAGE))
                .contains(
                        "```python\n" + Files.readString(PythonReader.SOURCES.resolve(PythonReader.PROGRAM)) + "```\n");
    }

    @Test
    void should_show_the_settings_for_confluents_serializers() throws Exception {
        assertThat(Files.readString(PAGE)).contains(Files.readString(Path.of("src/test/resources/confluent.yaml")));
    }

    @Test
    void should_show_the_settings_of_the_sink() throws Exception {
        String page = Files.readString(Path.of("../docs/tables.md"));
        assertThat(Files.readAllLines(Path.of("connect", "sink.properties")))
                .filteredOn(line -> !line.startsWith("#") && !line.startsWith("name="))
                .hasSizeGreaterThan(8)
                .allSatisfy(line -> assertThat(page).contains("\n" + line + "\n"));
    }

    @Test
    void should_leave_it_to_npm_where_the_packages_come_from() throws Exception {
        assertThat(Files.readString(JavaScriptReader.SOURCES.resolve(JavaScriptReader.LOCK)))
                .contains("\"integrity\"")
                .doesNotContain("\"resolved\"");
    }
}
