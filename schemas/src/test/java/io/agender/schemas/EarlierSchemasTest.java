package io.agender.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores outlive the version that wrote them. */
class EarlierSchemasTest {

    /** Every record that is a value of a store, with the fingerprint of its schema and how many came before. */
    static Stream<Arguments> storedRecords() {
        return Stream.of(
                Arguments.of(CameraEstimates.getClassSchema(), CameraEstimates.class, "ceb3015d787b58b2", 1),
                Arguments.of(CameraSettings.getClassSchema(), CameraSettings.class, "f37886e76d5e7fcf", 1),
                Arguments.of(CameraPeriods.getClassSchema(), CameraPeriods.class, "5ea09f3c14edb50b", 0),
                Arguments.of(CameraState.getClassSchema(), CameraState.class, "57a4e8c65533d61c", 5),
                Arguments.of(CameraTracks.getClassSchema(), CameraTracks.class, "846353ae0163ebe2", 2),
                Arguments.of(PendingFrame.getClassSchema(), PendingFrame.class, "aa053279cd8c94a", 5),
                Arguments.of(SitePeriod.getClassSchema(), SitePeriod.class, "14bc3ca5a2086ef5", 4));
    }

    @ParameterizedTest
    @MethodSource("storedRecords")
    void should_keep_the_schema_that_a_store_was_written_with_when_it_changes(
            Schema now, Class<? extends SpecificRecord> type, String fingerprint, int earlier) {
        assertThat(Long.toHexString(SchemaNormalization.parsingFingerprint64(now)))
                .as(
                        "Put the schema as it was before into earlier/%s-%d.avsc, then write the fingerprint here.",
                        now.getName(), earlier + 1)
                .isEqualTo(fingerprint);
        assertThat(EarlierSchemas.of(type)).hasSize(earlier);
    }

    @ParameterizedTest
    @MethodSource("storedRecords")
    void should_read_all_that_earlier_versions_wrote(
            Schema now, Class<? extends SpecificRecord> type, String fingerprint, int earlier) {
        assertThat(EarlierSchemas.of(type)).allSatisfy(before -> {
            assertThat(SchemaNormalization.parsingFingerprint64(before))
                    .isNotEqualTo(SchemaNormalization.parsingFingerprint64(now));
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(now, before)
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        });
    }
}
