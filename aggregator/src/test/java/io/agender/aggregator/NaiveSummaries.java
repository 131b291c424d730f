package io.agender.aggregator;

import io.agender.schemas.AgeBandCount;
import io.agender.schemas.CountedUnit;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameOutcome;
import io.agender.schemas.Gender;
import io.agender.schemas.TrackEstimate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The summaries of a tracked camera the slow way: all frames are kept, each is given the window it is counted in and the
 * window that its gap and its tracks are told in, and every figure is counted anew from them, with sets of ids where the
 * program has numbers and sums.
 */
final class NaiveSummaries {

    private static final List<Integer> BANDS = List.of(65, 55, 45, 35, 25, 18, 13, 0);

    /** A frame with the window it is counted in, null when it is late, and the one that it tells of its camera in. */
    private static final class Placed {
        private final FrameFaces frame;
        private Instant counted;
        private Instant told;
        private long gap;
        private boolean replayed;

        private Placed(FrameFaces frame) {
            this.frame = frame;
        }
    }

    private final Duration window;
    private final Duration grace;
    private final List<Placed> frames = new ArrayList<>();

    NaiveSummaries(Duration window, Duration grace, List<FrameFaces> arrived) {
        this.window = window;
        this.grace = grace;
        place(arrived);
    }

    /** How much longer than until its end a window stays open. */
    private static final class Open {
        private Duration lag;

        private Open(Duration lag) {
            this.lag = lag;
        }
    }

    private void place(List<FrameFaces> arrived) {
        Duration stride = grace.compareTo(Duration.ofSeconds(10)) < 0 ? Duration.ofSeconds(10) : grace;
        Instant clock = arrived.get(0).getCapturedAt();
        Instant stray = null;
        Set<Instant> finals = new HashSet<>();
        TreeMap<Instant, Open> open = new TreeMap<>();
        List<Placed> waiting = new ArrayList<>();
        Map<String, Long> last = new HashMap<>();
        Set<String> begun = new HashSet<>();
        Set<String> goneBack = new HashSet<>();
        Instant newest = clock;
        for (FrameFaces frame : arrived) {
            Placed placed = new Placed(frame);
            frames.add(placed);
            placed.gap =
                    frame.getSequence() - last.getOrDefault(frame.getStreamId(), -1L) - 1 + frame.getMissingAfter();
            last.put(frame.getStreamId(), frame.getSequence());

            Instant time = frame.getCapturedAt();
            if (begun.add(frame.getStreamId()) && time.isBefore(newest)) {
                goneBack.add(frame.getStreamId());
            }
            newest = later(newest, time);
            Duration step = Duration.between(clock, time);
            if (step.abs().compareTo(stride) > 0) {
                boolean ahead = !step.isNegative();
                boolean agreed = stray != null
                        && stray.isAfter(clock) == ahead
                        && !time.plus(stride).isBefore(stray);
                if (agreed) {
                    leap(open, clock, stray);
                    clock = stray;
                    agreed = Duration.between(clock, time).abs().compareTo(stride) <= 0;
                    clock = agreed ? later(clock, time) : clock;
                }
                stray = agreed ? null : time;
            } else {
                stray = null;
                clock = later(clock, time);
            }
            Instant now = clock;
            Set<Instant> over = new HashSet<>();
            open.forEach((start, window) -> {
                if (!start.plus(this.window).plus(window.lag).plus(grace).isAfter(now)) {
                    over.add(start);
                }
            });
            open.keySet().removeAll(over);
            finals.addAll(over);

            Instant own = startOf(time);
            if (!finals.contains(own)) {
                placed.counted = own;
                placed.told = own;
                Duration behind = Duration.between(time, clock);
                open.putIfAbsent(own, new Open(behind.compareTo(grace) > 0 ? behind : Duration.ZERO));
                waiting.forEach(before -> before.told = own);
                waiting.clear();
            } else {
                placed.replayed = goneBack.contains(frame.getStreamId());
                placed.gap = placed.replayed ? 0 : placed.gap;
                placed.told = open.isEmpty() ? null : open.firstKey();
            }
            if (placed.told == null) {
                waiting.add(placed);
            }
            if (frame.getEndOfStream()) {
                finals.addAll(open.keySet());
                open.clear();
            }
        }
    }

    private void leap(TreeMap<Instant, Open> open, Instant from, Instant to) {
        Duration by = Duration.between(from, to);
        open.forEach((start, window) -> {
            if (by.isNegative()) {
                Duration less = window.lag.plus(by);
                window.lag = less.isNegative() ? Duration.ZERO : less;
            } else if (window.lag.isZero()
                    && !from.isBefore(start)
                    && !start.plus(this.window).plus(grace).isAfter(to)) {
                window.lag = by;
            }
        });
    }

    /** How many frames are late, to see that a case is worth its name. */
    long late() {
        return frames.stream().filter(placed -> placed.counted == null).count();
    }

    /** One line per window, oldest first, with its figures. */
    List<String> lines() {
        Map<Instant, Integer> entered = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (Placed placed : frames) {
            for (String track : tracksOf(placed.frame)) {
                if (known.add(track) && !placed.replayed) {
                    entered.merge(placed.told, 1, Integer::sum);
                }
            }
        }
        Set<Instant> starts = new TreeSet<>();
        frames.stream().filter(placed -> placed.counted != null).forEach(placed -> starts.add(placed.counted));
        return starts.stream()
                .map(start -> line(start, entered.getOrDefault(start, 0)))
                .toList();
    }

    private String line(Instant start, int entered) {
        List<FrameFaces> own = frames.stream()
                .filter(placed -> start.equals(placed.counted))
                .map(placed -> placed.frame)
                .toList();
        List<Placed> telling =
                frames.stream().filter(placed -> start.equals(placed.told)).toList();
        Map<String, TrackEstimate> seen = new HashMap<>();
        Set<Long> seconds = new HashSet<>();
        int faces = 0;
        int peak = 0;
        for (FrameFaces frame : own) {
            if (frame.getOutcome() != FrameOutcome.UNDECODABLE) {
                seconds.add(Duration.between(start, frame.getCapturedAt()).toSeconds());
            }
            if (frame.getOutcome() == FrameOutcome.ANALYSED) {
                faces += frame.getFaces().size();
                peak = Math.max(peak, frame.getFaces().size());
            }
            frame.getFaces().stream()
                    .filter(face -> face.getTrackId() != null)
                    .forEach(face -> seen.put(face.getTrackId(), face.getTrack()));
        }
        List<EndedTrack> ended = telling.stream()
                .filter(placed -> !placed.replayed)
                .flatMap(placed -> placed.frame.getEndedTracks().stream())
                .toList();
        List<Long> dwells = ended.stream()
                .map(track -> Duration.between(track.getTrack().getStartedAt(), track.getLastSeenAt())
                        .toMillis())
                .sorted()
                .toList();
        return String.join(
                " ",
                start.toString(),
                of(own, FrameOutcome.ANALYSED) + "a",
                of(own, FrameOutcome.PREDICTED) + "p",
                of(own, FrameOutcome.UNDECODABLE) + "u",
                telling.stream().mapToLong(placed -> placed.gap).sum() + "m",
                telling.stream().filter(placed -> placed.counted == null).count() + "l",
                window.toSeconds() - seconds.size() + "s",
                faces + "f",
                peak + "peak",
                seen.size() + "present",
                entered + "entered",
                ended.size() + "ended",
                decimal(
                        dwells.isEmpty()
                                ? null
                                : dwells.stream().mapToLong(d -> d).sum() / 1000.0 / dwells.size()),
                decimal(
                        dwells.isEmpty()
                                ? null
                                : middle(dwells.stream()
                                        .map(NaiveSummaries::tenths)
                                        .toList())),
                ages(new ArrayList<>(seen.values())),
                bands(new ArrayList<>(seen.values())),
                bands(ended.stream().map(EndedTrack::getTrack).toList()));
    }

    /** The same line, of what the program says. */
    static String line(DemographicSummary summary) {
        if (summary.getCountedUnit() != CountedUnit.TRACKS) {
            return summary.getWindowStart() + " is not tracked";
        }
        return String.join(
                " ",
                summary.getWindowStart().toString(),
                summary.getFramesAnalysed() + "a",
                summary.getFramesPredicted() + "p",
                summary.getFramesUndecodable() + "u",
                summary.getFramesMissing() + "m",
                summary.getFramesLate() + "l",
                summary.getSecondsWithoutFrames() + "s",
                summary.getFacesDetected() + "f",
                summary.getPeakOccupancy() + "peak",
                summary.getPeoplePresent() + "present",
                summary.getPeopleEntered() + "entered",
                summary.getTracksEnded() + "ended",
                decimal(summary.getDwellMeanSeconds()),
                decimal(summary.getDwellMedianSeconds()),
                decimal(summary.getMeanAge()) + "/" + decimal(summary.getMedianAge()),
                shown(summary.getCounts()),
                shown(summary.getEndedCounts()));
    }

    private static long of(List<FrameFaces> frames, FrameOutcome outcome) {
        return frames.stream().filter(frame -> frame.getOutcome() == outcome).count();
    }

    private static Set<String> tracksOf(FrameFaces frame) {
        Set<String> tracks = new HashSet<>();
        frame.getFaces().stream().map(Face::getTrackId).forEach(tracks::add);
        frame.getEndedTracks().stream().map(EndedTrack::getTrackId).forEach(tracks::add);
        tracks.remove(null);
        return tracks;
    }

    private static String ages(List<TrackEstimate> tracks) {
        List<Float> ages = tracks.stream()
                .map(TrackEstimate::getAge)
                .filter(age -> age != null)
                .toList();
        Double mean = ages.isEmpty()
                ? null
                : ages.stream().mapToLong(age -> Math.round(age * 1e6)).sum() / 1e6 / ages.size();
        Double median = ages.isEmpty()
                ? null
                : middle(ages.stream()
                        .map(age -> Math.round(age * 10.0))
                        .sorted()
                        .toList());
        return decimal(mean) + "/" + decimal(median);
    }

    /** Of sorted tenths the middle, to a tenth, halves up. */
    private static Double middle(List<Long> tenths) {
        int size = tenths.size();
        return (tenths.get((size - 1) / 2) + tenths.get(size / 2) + 1) / 2 / 10.0;
    }

    /** Tenths of a second, from 100 s on whole seconds; nobody in the test stays for 1000. */
    private static long tenths(long millis) {
        long tenths = (millis + 50) / 100;
        return tenths < 1000 ? tenths : tenths / 10 * 10;
    }

    private static String bands(List<TrackEstimate> tracks) {
        Map<String, Integer> bands = new TreeMap<>();
        for (TrackEstimate track : tracks) {
            if (track.getAge() != null) {
                int years = (int) (float) track.getAge();
                int band =
                        BANDS.stream().filter(from -> from <= years).findFirst().orElseThrow();
                bands.merge(band + track.getGender().name(), 1, Integer::sum);
            }
        }
        return bands.toString();
    }

    private static String shown(List<AgeBandCount> counts) {
        Map<String, Integer> bands = new TreeMap<>();
        for (AgeBandCount count : counts) {
            bands.put(
                    count.getFromAge() + Gender.FEMALE.name(), count.getFemale().intValue());
            bands.put(count.getFromAge() + Gender.MALE.name(), count.getMale().intValue());
            bands.put(
                    count.getFromAge() + Gender.UNKNOWN.name(),
                    count.getUnknown().intValue());
        }
        bands.values().removeIf(value -> value == 0);
        return bands.toString();
    }

    private static String decimal(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private Instant startOf(Instant time) {
        long millis = window.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
