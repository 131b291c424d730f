package io.agender.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines that a live run has written, those that were laid aside too.
 *
 * @param output the run's {@code --output}
 */
record ResultLines(Path output) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lines of the files of a name, such as {@code faces}. */
    List<JsonNode> of(String name) {
        Pattern ours = Pattern.compile(Pattern.quote(name) + "(-\\d{4}-\\d\\d-\\d\\d)?(\\.\\d+)?\\.jsonl");
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.filter(
                            one -> ours.matcher(one.getFileName().toString()).matches())
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Camera, stream and number of each frame. */
    List<String> frames() {
        return of("faces").stream()
                .map(line -> line.get("cameraId").asText() + " "
                        + line.get("streamId").asText() + " "
                        + line.get("sequence").asLong())
                .toList();
    }

    /** Camera and start of each window. */
    List<String> windows() {
        return of("summary").stream()
                .map(window -> window.get("cameraId").asText() + " "
                        + window.get("windowStart").asText())
                .toList();
    }

    /** How many frames the windows have counted, those that came too late included. */
    long counted() {
        return of("summary").stream()
                .mapToLong(window -> window.get("framesAnalysed").asLong()
                        + window.get("framesPredicted").asLong()
                        + window.get("framesUndecodable").asLong()
                        + window.get("framesLate").asLong())
                .sum();
    }

    /** Of each hour or day what was told last. */
    List<JsonNode> newestRollups(String name) {
        Map<String, JsonNode> newest = new LinkedHashMap<>();
        for (JsonNode sum : of(name)) {
            String place = sum.get("scope").asText() + sum.get("cameraId") + sum.get("site") + sum.get("periodStart");
            newest.merge(
                    place,
                    sum,
                    (one, other) ->
                            other.get("revision").asInt() > one.get("revision").asInt() ? other : one);
        }
        return List.copyOf(newest.values());
    }

    /** From the first frame of a camera to the last. */
    Duration timeOf(String camera) {
        List<Instant> times = of("faces").stream()
                .filter(line -> line.get("cameraId").asText().equals(camera))
                .map(line -> Instant.parse(line.get("capturedAt").asText()))
                .sorted()
                .toList();
        return Duration.between(times.get(0), times.get(times.size() - 1));
    }
}
