package io.agender.benchmarks.tracking;

import io.agender.vision.FaceAttributes;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures of tracking as three tables in Markdown: one line per clip, one line per track, and how far boxes shake. Not
 * thread-safe.
 */
final class TrackingReport {

    private final List<String> clips = new ArrayList<>();
    private final List<String> tracks = new ArrayList<>();
    private final List<String> shakes = new ArrayList<>();
    private BoxShake shake = new BoxShake(List.of());

    /**
     * Adds a clip and its tracks.
     *
     * @param looks in how many of the frames the detector looked
     */
    void add(String clip, List<List<Sighting>> frames, int looks, Optional<VisitTruth> truth) {
        List<Sighting> faces = frames.stream().flatMap(List::stream).toList();
        List<TrackStory> stories = TrackStory.of(frames);
        Optional<VisitMetrics> visits = truth.map(known -> VisitMetrics.of(frames, known));
        clips.add(row(
                clip,
                frames.size(),
                faces.size(),
                percent(faces.stream().filter(face -> face.face().confirmed()).count(), faces.size()),
                stories.size(),
                visits.map(v -> String.valueOf(v.visits())).orElse("?"),
                visits.map(v -> ratio(v.pieces(), v.visits())).orElse("?"),
                visits.map(v -> String.valueOf(v.missed())).orElse("?"),
                visits.map(v -> String.valueOf(v.stray())).orElse("?"),
                visits.map(v -> String.valueOf(v.shared())).orElse("?"),
                visits.map(v -> String.valueOf(v.switches())).orElse("?"),
                ratio(stories.stream().mapToInt(TrackStory::flipsOfFrames).sum(), stories.size()),
                ratio(stories.stream().mapToInt(TrackStory::flipsOfTrack).sum(), stories.size()),
                percent(faces.stream().filter(Sighting::named).count(), faces.size()),
                percent(faces.stream().filter(Sighting::classified).count(), faces.size()),
                percent(looks, frames.size())));
        BoxShake ofClip = BoxShake.of(frames);
        shakes.add(row(clip, ofClip));
        shake = shake.plus(ofClip);
        for (TrackStory story : stories) {
            tracks.add(row(
                    clip,
                    story.number(),
                    seconds(story.start()),
                    seconds(story.end()),
                    story.sightings().size(),
                    String.format(Locale.ROOT, "%.0f", story.side()),
                    hundredths(story.shake()),
                    story.sightings().stream().filter(Sighting::classified).count(),
                    story.flipsOfFrames(),
                    story.flipsOfTrack(),
                    story.outliers(),
                    story.verdict().gender(),
                    age(story.verdict())));
        }
    }

    void print(PrintWriter out) {
        out.println("| clip | frames | faces | confirmed | tracks | visits | tracks per visit | visits missed | stray"
                + " tracks | shared tracks | id switches | gender flips per track, frame by frame | smoothed |"
                + " gender named | classified | looked at |");
        out.println("| --- |" + " ---: |".repeat(15));
        clips.forEach(out::println);
        out.println();
        out.println(
                "| clip | track | from s | to s | faces | side in pixels | shakes by sides | classified | flips, frame"
                        + " by frame | smoothed | faces of another gender | gender | age |");
        out.println("| --- |" + " ---: |".repeat(10) + " --- | ---: |");
        tracks.forEach(out::println);
        out.println();
        out.println(
                "| clip | faces between two of their track | beside the middle of these, in sizes of the box: half, at"
                        + " most | 99 of 100, at most | all, at most |");
        out.println("| --- |" + " ---: |".repeat(4));
        shakes.forEach(out::println);
        out.println(row("all", shake));
        out.flush();
    }

    private static String row(String clip, BoxShake shake) {
        return row(
                clip,
                shake.shares().size(),
                percents(shake.atMostIn(0.5)),
                percents(shake.atMostIn(0.99)),
                percents(shake.atMostIn(1)));
    }

    private static String percents(double part) {
        return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * part);
    }

    private static String row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        return row.toString();
    }

    private static String age(FaceAttributes verdict) {
        return number(verdict.age()) + " ± " + number(verdict.ageDeviation());
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "?";
    }

    private static String hundredths(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "?";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() * 1e-9);
    }

    private static String ratio(int part, int whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / whole);
    }
}
