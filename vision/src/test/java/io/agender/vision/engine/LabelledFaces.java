package io.agender.vision.engine;

import io.agender.vision.BoundingBox;
import io.agender.vision.Gender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The people in the clips, labelled by hand: {@code labelled-faces.csv} says how. */
final class LabelledFaces {

    private final Map<String, Person> people = new LinkedHashMap<>();

    /**
     * Somebody in a clip.
     *
     * @param clip the clip's file name
     * @param sightings where the face is in some of the frames, in order
     */
    record Person(String clip, Gender gender, List<Sighting> sightings) {

        /** Where the face is in a frame: between two sightings it moves evenly. */
        BoundingBox at(int frame) {
            for (int i = 1; i < sightings.size(); i++) {
                Sighting before = sightings.get(i - 1);
                Sighting after = sightings.get(i);
                if (before.frame <= frame && frame <= after.frame) {
                    double part = (double) (frame - before.frame) / (after.frame - before.frame);
                    return new BoundingBox(
                            between(before.box.x(), after.box.x(), part),
                            between(before.box.y(), after.box.y(), part),
                            between(before.box.width(), after.box.width(), part),
                            between(before.box.height(), after.box.height(), part));
                }
            }
            throw new IllegalArgumentException(clip + " has no label for frame " + frame);
        }

        private static double between(double from, double to, double part) {
            return from + (to - from) * part;
        }
    }

    /** A face in one frame, in pixels. */
    record Sighting(int frame, BoundingBox box) {}

    static LabelledFaces load() {
        LabelledFaces faces = new LabelledFaces();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LabelledFaces.class.getResourceAsStream("labelled-faces.csv")),
                StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("clip,"))
                    .forEach(faces::add);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        return faces;
    }

    private void add(String line) {
        String[] cells = line.split(",");
        Person person = people.computeIfAbsent(
                cells[0] + cells[1], key -> new Person(cells[0], Gender.valueOf(cells[2]), new ArrayList<>()));
        person.sightings.add(new Sighting(
                Integer.parseInt(cells[3]),
                new BoundingBox(
                        Double.parseDouble(cells[4]),
                        Double.parseDouble(cells[5]),
                        Double.parseDouble(cells[6]),
                        Double.parseDouble(cells[7]))));
    }

    List<String> clips() {
        return people.values().stream().map(Person::clip).distinct().toList();
    }

    List<Person> in(String clip) {
        return people.values().stream()
                .filter(person -> person.clip.equals(clip))
                .toList();
    }

    /** Whose face a detected box is: its centre lies in the labelled face. */
    Optional<Person> whose(String clip, int frame, BoundingBox box) {
        double x = box.x() + box.width() / 2;
        double y = box.y() + box.height() / 2;
        return in(clip).stream()
                .filter(person -> {
                    BoundingBox face = person.at(frame);
                    return x >= face.x() && x <= face.right() && y >= face.y() && y <= face.bottom();
                })
                .findFirst();
    }
}
