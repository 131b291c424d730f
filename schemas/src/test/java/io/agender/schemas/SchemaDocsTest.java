package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads the schema files themselves, so that none is forgotten. */
class SchemaDocsTest {

    private static List<Schema> types;

    @BeforeAll
    static void parse() throws IOException {
        SchemaParser parser = new SchemaParser();
        try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
            for (Path file : files.sorted().toList()) {
                parser.parse(file);
            }
        }
        types = parser.getParsedNamedSchemas();
    }

    @Test
    void should_find_nested_types_and_those_of_other_files() {
        assertThat(types)
                .extracting(Schema::getName)
                .contains("Frame", "FrameFaces", "DemographicSummary", "CameraState", "Face", "Gender", "ModelUse");
    }

    @Test
    void should_document_every_type_and_every_field() {
        List<String> undocumented = new ArrayList<>();
        for (Schema type : types) {
            if (isBlank(type.getDoc())) {
                undocumented.add(type.getName());
            }
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .forEach(field -> undocumented.add(type.getName() + "." + field.name()));
            }
        }

        assertThat(undocumented).isEmpty();
    }

    @Test
    void should_give_every_enum_a_default_so_that_old_readers_survive_new_symbols() {
        assertThat(types)
                .filteredOn(type -> type.getType() == Schema.Type.ENUM)
                .isNotEmpty()
                .allSatisfy(type ->
                        assertThat(type.getEnumDefault()).as(type.getName()).isNotNull());
    }

    @Test
    void should_write_every_moment_in_microseconds_but_in_rows_whose_readers_know_none() {
        assertThat(types)
                .filteredOn(type -> type.getType() == Schema.Type.RECORD
                        && !type.getName().equals(DemographicRow.class.getSimpleName()))
                .flatExtracting(Schema::getFields)
                .filteredOn(field -> field.doc().contains("since 1970-01-01"))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(notNull(field.schema()).getLogicalType())
                        .as(field.name())
                        .isEqualTo(LogicalTypes.timestampMicros()));
    }

    private static Schema notNull(Schema schema) {
        return schema.isNullable()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private static boolean isBlank(String doc) {
        return doc == null || doc.isBlank();
    }
}
