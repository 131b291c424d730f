package io.agender.benchmarks.tracking;

import io.agender.vision.BoundingBox;
import io.agender.vision.FaceAttributes;
import io.agender.vision.Gender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One confirmed track from its first sight to its last.
 *
 * @param number number of the track
 * @param sightings its faces in order, also those before it was confirmed
 */
record TrackStory(int number, List<Sighting> sightings) {

    /** The confirmed tracks of a clip, by number. */
    static List<TrackStory> of(List<List<Sighting>> frames) {
        Map<Integer, List<Sighting>> byKey = new TreeMap<>();
        for (List<Sighting> frame : frames) {
            for (Sighting sighting : frame) {
                byKey.computeIfAbsent(sighting.face().key(), key -> new ArrayList<>())
                        .add(sighting);
            }
        }
        return byKey.values().stream()
                .map(sightings -> new TrackStory(last(sightings).face().number(), sightings))
                .filter(story -> story.number() > 0)
                .sorted(Comparator.comparingInt(TrackStory::number))
                .toList();
    }

    Duration start() {
        return sightings.get(0).position();
    }

    Duration end() {
        return last(sightings).position();
    }

    /** What the track says at its end. */
    FaceAttributes verdict() {
        return last(sightings).track();
    }

    /** How often the gender of single frames changes. */
    int flipsOfFrames() {
        return Changes.in(
                named(sightings.stream().map(sighting -> sighting.own().gender())));
    }

    /** How often the gender of the track changes; becoming known is no change. */
    int flipsOfTrack() {
        return Changes.in(
                named(sightings.stream().map(sighting -> sighting.track().gender())));
    }

    /** Faces whose own gender is not the track's last one. */
    long outliers() {
        return sightings.stream()
                .map(sighting -> sighting.own().gender())
                .filter(gender ->
                        gender != Gender.UNKNOWN && gender != verdict().gender())
                .count();
    }

    /**
     * How much the box shakes, in its sides: a standard deviation for each direction. Steady motion does not count, for it
     * is taken from second differences; of independent noise, these have six times the variance.
     */
    OptionalDouble shake() {
        List<BoundingBox> boxes =
                sightings.stream().map(face -> face.face().detection().box()).toList();
        OptionalDouble variance = IntStream.range(1, boxes.size() - 1)
                .mapToDouble(at -> {
                    BoundingBox box = boxes.get(at);
                    double x = bend(boxes, at, b -> b.x() + b.width() / 2);
                    double y = bend(boxes, at, b -> b.y() + b.height() / 2);
                    return (x * x + y * y) / 2 / box.area() / 6;
                })
                .average();
        return variance.isPresent() ? OptionalDouble.of(Math.sqrt(variance.getAsDouble())) : variance;
    }

    private static double bend(List<BoundingBox> boxes, int at, ToDoubleFunction<BoundingBox> center) {
        return center.applyAsDouble(boxes.get(at + 1))
                - 2 * center.applyAsDouble(boxes.get(at))
                + center.applyAsDouble(boxes.get(at - 1));
    }

    /** Mean side of its boxes in pixels. */
    double side() {
        return sightings.stream()
                .mapToDouble(face -> Math.sqrt(face.face().detection().box().area()))
                .average()
                .orElse(0);
    }

    private static List<Gender> named(Stream<Gender> genders) {
        return genders.filter(gender -> gender != Gender.UNKNOWN).toList();
    }

    private static Sighting last(List<Sighting> sightings) {
        return sightings.get(sightings.size() - 1);
    }
}
