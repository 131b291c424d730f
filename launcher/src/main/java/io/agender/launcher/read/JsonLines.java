package io.agender.launcher.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.agender.runtime.DeadLetters;
import io.agender.schemas.Frame;
import io.agender.schemas.RecordJson;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as a JSON object: where it stands, its time, key and headers, and its value with the fields as in the files of a
 * run. A picture is its size and SHA-256, and the name of its file where it gets one. Of a dead letter, which has no
 * value, the headers say which record was refused and why; {@code refused} says the same with numbers as numbers.
 */
public final class JsonLines implements RecordLines {

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;
    private final Optional<PictureFolder> pictures;

    /** @param pictures where pictures go; nowhere if empty */
    public JsonLines(PrintWriter out, Optional<PictureFolder> pictures) {
        this.out = out;
        this.pictures = pictures;
    }

    @Override
    public void write(ConsumerRecord<String, byte[]> record, Optional<SpecificRecord> value) {
        out.println(line(record, value));
    }

    private String line(ConsumerRecord<String, byte[]> record, Optional<SpecificRecord> value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("topic", record.topic());
            json.writeNumberField("partition", record.partition());
            json.writeNumberField("offset", record.offset());
            json.writeStringField(
                    "timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
            json.writeStringField("key", record.key());
            json.writeObjectFieldStart("headers");
            for (Header header : record.headers()) {
                json.writeStringField(header.key(), text(header));
            }
            json.writeEndObject();
            if (record.topic().equals(Topic.DEAD_LETTERS)) {
                refused(json, record);
            }
            json.writeFieldName("value");
            value(json, record, value);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void value(JsonGenerator json, ConsumerRecord<String, byte[]> record, Optional<SpecificRecord> value)
            throws IOException {
        if (value.isPresent()) {
            Optional<Path> file = picture(record, value.get());
            RecordJson.write(json, value.get(), (to, bytes) -> sizeAndHash(to, bytes, file));
        } else if (record.value() == null) {
            json.writeNull();
        } else {
            sizeAndHash(json, ByteBuffer.wrap(record.value()), Optional.empty());
        }
    }

    private Optional<Path> picture(ConsumerRecord<String, byte[]> record, SpecificRecord value) throws IOException {
        return pictures.isPresent() && value instanceof Frame frame
                ? Optional.of(pictures.get().write(record.partition(), record.offset(), frame))
                : Optional.empty();
    }

    private static void sizeAndHash(JsonGenerator json, ByteBuffer bytes, Optional<Path> file) throws IOException {
        json.writeStartObject();
        json.writeNumberField("bytes", bytes.remaining());
        json.writeStringField("sha256", sha256(bytes));
        if (file.isPresent()) {
            json.writeStringField("file", file.get().toString());
        }
        json.writeEndObject();
    }

    private static void refused(JsonGenerator json, ConsumerRecord<String, byte[]> letter) throws IOException {
        json.writeObjectFieldStart("refused");
        json.writeStringField("topic", header(letter, DeadLetters.TOPIC));
        number(json, "partition", header(letter, DeadLetters.PARTITION));
        number(json, "offset", header(letter, DeadLetters.OFFSET));
        json.writeStringField("camera", header(letter, DeadLetters.CAMERA));
        json.writeStringField("reason", header(letter, DeadLetters.REASON));
        json.writeBooleanField("inFaces", "true".equals(header(letter, DeadLetters.IN_FACES)));
        json.writeEndObject();
    }

    /** Whoever may write to the topic chooses what is in a header. */
    private static void number(JsonGenerator json, String name, String text) throws IOException {
        if (text != null && text.matches("\\d{1,18}")) {
            json.writeNumberField(name, Long.parseLong(text));
        } else {
            json.writeStringField(name, text);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header);
    }

    private static String text(Header header) {
        return header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
