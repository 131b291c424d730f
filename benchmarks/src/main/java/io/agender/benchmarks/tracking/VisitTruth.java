package io.agender.benchmarks.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.vision.BoundingBox;
import io.agender.vision.geometry.Iou;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Who really comes and goes in a clip, from a JSON file as samples/README.md describes it. Immutable. */
final class VisitTruth {

    /** The detector's boxes and the drawn ones have the same centre and about the same size. */
    private static final double SAME_FACE = 0.3;

    private final double framesPerSecond;
    private final List<Map<Integer, BoundingBox>> visits;

    private VisitTruth(double framesPerSecond, List<Map<Integer, BoundingBox>> visits) {
        this.framesPerSecond = framesPerSecond;
        this.visits = visits;
    }

    /** Reads a file of truth. */
    static VisitTruth read(Path file) {
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            List<Map<Integer, BoundingBox>> visits = new ArrayList<>();
            json.required("visits").forEach(visit -> visits.add(boxes(visit.required("faces"))));
            return new VisitTruth(json.required("framesPerSecond").doubleValue(), List.copyOf(visits));
        } catch (IOException | IllegalArgumentException error) {
            throw new CommandException(
                    ExitCode.BAD_INPUT,
                    file + " is no truth of a clip; samples/README.md says what it must hold: " + error.getMessage(),
                    error);
        }
    }

    private static Map<Integer, BoundingBox> boxes(JsonNode faces) {
        Map<Integer, BoundingBox> boxes = new HashMap<>();
        for (JsonNode face : faces) {
            JsonNode box = face.required("box");
            boxes.put(
                    face.required("frame").intValue(),
                    new BoundingBox(
                            box.required(0).doubleValue(),
                            box.required(1).doubleValue(),
                            box.required(2).doubleValue(),
                            box.required(3).doubleValue()));
        }
        return boxes;
    }

    /** How often a face comes and goes. */
    int visits() {
        return visits.size();
    }

    /** The visit that a face belongs to, from 0; none when no real face is there. */
    OptionalInt visitOf(Duration position, BoundingBox box) {
        int frame = (int) Math.round(position.toNanos() * 1e-9 * framesPerSecond);
        OptionalInt best = OptionalInt.empty();
        double most = SAME_FACE;
        for (int visit = 0; visit < visits.size(); visit++) {
            BoundingBox real = visits.get(visit).get(frame);
            double overlap = real == null ? 0 : Iou.of(real, box);
            if (overlap >= most) {
                most = overlap;
                best = OptionalInt.of(visit);
            }
        }
        return best;
    }
}
