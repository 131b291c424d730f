package io.agender.notifier.rule;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.ZoneSummary;
import java.util.Optional;

/** What must hold of a camera. */
public sealed interface Condition {

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
    record MoreThan(double limit, Figure figure, Optional<String> zone) implements Condition {

        /** The figure of a window; empty where it is not known, not measured, or withheld. */
        Optional<Double> in(DemographicSummary window) {
            boolean unseeing =
                    window.getFramesAnalysed() > 0 && window.getFramesImpaired() == window.getFramesAnalysed();
            // Who is not found by a camera that can't see may be there.
            return unseeing ? found(window).filter(count -> count > limit) : found(window);
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

    /** Nothing comes from the camera, though somebody listens. */
    record Dark() implements Condition {

        @Override
        public String toString() {
            return "dark";
        }
    }
}
