package io.agender.interop;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.agender.schemas.FrameFaces;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Class paths of programs with Confluent's classes. {@code target/confluent/confluent.jar} holds them under their own
 * names, and beside them an Avro and Kafka clients under their own names too: what comes first on a class path wins.
 */
final class ClassPaths {

    private static final String CONFLUENT =
            Path.of("target", "confluent", "confluent.jar").toAbsolutePath().toString();

    private ClassPaths() {}

    /** Nothing of ours but the reader itself: Confluent's serializers, Avro and Kafka clients, Jackson to print with. */
    static String reader() {
        return join(
                CONFLUENT,
                placeOf(ConfluentReader.class),
                placeOf(JsonNode.class),
                placeOf(JsonParser.class),
                placeOf(JsonValue.class));
    }

    /** The same, with our record classes and the Avro that they were generated with. */
    static String readerWithRecords() {
        return join(placeOf(Schema.class), placeOf(FrameFaces.class), reader());
    }

    private static String join(String... entries) {
        return String.join(File.pathSeparator, List.of(entries));
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
