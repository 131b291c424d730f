package io.agender.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** What a sample clip really shows, from the JSON beside it. */
final class Truth {

    static final Path SAMPLES = Path.of("../samples");

    private final JsonNode json;

    private Truth(JsonNode json) {
        this.json = json;
    }

    static Truth of(String clip) throws IOException {
        return new Truth(
                new ObjectMapper().readTree(SAMPLES.resolve(clip + ".json").toFile()));
    }

    int frames() {
        return json.get("frames").asInt();
    }

    /** How often somebody comes into the picture. */
    long visits() {
        return json.get("visits").size();
    }

    /** How many whole faces are in a frame, at least. */
    int wholeFaces(long frame) {
        int count = 0;
        for (JsonNode visit : json.get("visits")) {
            if (frame >= visit.get("firstWholeFrame").asLong()
                    && frame <= visit.get("lastWholeFrame").asLong()) {
                count++;
            }
        }
        return count;
    }

    /** Whether any part of a face is in one of the frames up to so many away. */
    boolean anyFaceNear(long frame, int tolerance) {
        for (JsonNode visit : json.get("visits")) {
            if (frame >= visit.get("firstFrame").asLong() - tolerance
                    && frame <= visit.get("lastFrame").asLong() + tolerance) {
                return true;
            }
        }
        return false;
    }

    /** Whether whole faces, as many as in this frame, are in all frames up to so many away. */
    boolean steady(long frame, int tolerance) {
        for (long near = frame - tolerance; near <= frame + tolerance; near++) {
            if (wholeFaces(near) != wholeFaces(frame)) {
                return false;
            }
        }
        return true;
    }
}
