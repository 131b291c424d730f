package io.agender.notifier.rule;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.ViewKind;
import io.agender.schemas.ZoneSummary;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold of a camera. */
public sealed interface Condition {

    /** Whether it is about the camera itself, rather than about people. */
    default boolean isTrouble() {
        return true;
    }

    /** What its final windows say. */
    sealed interface OfWindows extends Condition {

        /** What a window says; empty where nothing is known, not measured, or withheld. */
        Optional<Finding> in(DemographicSummary window);
    }

    /**
     * What a window says of a condition.
     *
     * @param figure what was counted
     */
    record Finding(boolean holds, double figure) {}

    /** What is counted. */
    enum Figure {
        /** Tracks that were there in the window; withheld under {@code privacy.min.count}. */
        PEOPLE,
        /** Faces per frame, on average over the window; not withheld. */
        FACES
    }

    /**
     * More than so many in a part of the picture.
     *
     * @param zone its name; empty for the whole picture
     */
    record MoreThan(double limit, Figure figure, Optional<String> zone) implements OfWindows {

        @Override
        public boolean isTrouble() {
            return false;
        }

        @Override
        public Optional<Finding> in(DemographicSummary window) {
            boolean unseeing =
                    window.getFramesAnalysed() > 0 && window.getFramesImpaired() == window.getFramesAnalysed();
            // Who is not found by a camera that can't see may be there.
            return found(window)
                    .map(count -> new Finding(count > limit, count))
                    .filter(finding -> finding.holds() || !unseeing);
        }

        private Optional<Double> found(DemographicSummary window) {
            if (zone.isEmpty()) {
                return figure == Figure.PEOPLE
                        ? number(window.getPeoplePresent())
                        : Optional.ofNullable(window.getAverageOccupancy());
            }
            return window.getZones().stream()
                    .filter(known -> known.getZone().equals(zone.get()))
                    .findFirst()
                    .flatMap(this::of);
        }

        private Optional<Double> of(ZoneSummary known) {
            return figure == Figure.PEOPLE
                    ? number(known.getPeoplePresent())
                    : Optional.ofNullable(known.getAverageOccupancy());
        }

        private static Optional<Double> number(Long count) {
            return Optional.ofNullable(count).map(Long::doubleValue);
        }

        @Override
        public String toString() {
            String number = limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit);
            String place = zone.map(name -> "zone \"" + name + "\"").orElse("picture");
            return "more than " + number + " " + (figure == Figure.PEOPLE ? "people" : "faces") + " in " + place;
        }
    }

    /**
     * Pictures come, and the camera sees nothing in them: in each second with a frame its view was impaired.
     *
     * @param kinds what is wrong with it; empty for whatever it is
     */
    record CannotSee(Set<ViewKind> kinds) implements OfWindows {

        /** What can be wrong with a view. */
        static final Set<ViewKind> ALL = Collections.unmodifiableSet(EnumSet.range(ViewKind.DARK, ViewKind.MOVED));

        public CannotSee {
            kinds = Set.copyOf(kinds);
        }

        @Override
        public Optional<Finding> in(DemographicSummary window) {
            long seconds = Duration.between(window.getWindowStart(), window.getWindowEnd())
                            .toSeconds()
                    - window.getSecondsWithoutFrames();
            long impaired = kinds.isEmpty()
                    ? window.getSecondsImpaired()
                    : kinds.stream().mapToLong(kind -> of(kind, window)).sum();
            return seconds > 0 ? Optional.of(new Finding(impaired >= seconds, impaired)) : Optional.empty();
        }

        private static long of(ViewKind kind, DemographicSummary window) {
            return switch (kind) {
                case DARK -> window.getSecondsDark();
                case OVEREXPOSED -> window.getSecondsOverexposed();
                case BLOCKED -> window.getSecondsBlocked();
                case BLURRED -> window.getSecondsBlurred();
                case MOVED -> window.getSecondsMoved();
                case CLEAR, UNKNOWN -> 0;
            };
        }

        @Override
        public String toString() {
            List<ViewKind> inOrder = ALL.stream().filter(kinds::contains).toList();
            return inOrder.isEmpty()
                    ? "cannot see"
                    : inOrder.stream()
                            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" or ", "view ", ""));
        }
    }

    /** Nothing comes from the camera, though somebody listens. */
    record Dark() implements Condition {

        @Override
        public String toString() {
            return "dark";
        }
    }
}
