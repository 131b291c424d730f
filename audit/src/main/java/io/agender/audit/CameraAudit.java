package io.agender.audit;

import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import java.util.List;
import java.util.Optional;

/**
 * Compares the summaries of a camera with those that its frames make due, one after the other. Windows that closed because
 * the camera was silent must have their evidence: a mark that tells of that silence after just that frame. Whether a mark
 * was read before the camera's next frame came is not known; then either is right, and the summaries show which it was.
 * After the last frame all that the marks make due must be there.
 */
final class CameraAudit {

    private final String camera;
    private final NaiveCamera naive;
    private final List<TopicRecord<DemographicSummary>> found;
    private final SilenceEvidence silences;
    private int compared;
    private int missing;
    private Optional<Difference> difference = Optional.empty();

    /**
     * @param found the camera's records of agender.summary, in order
     * @param silences what agender.progress says of it
     * @param settings what agender.cameras says of it
     */
    CameraAudit(
            String camera,
            SummaryRules rules,
            List<TopicRecord<DemographicSummary>> found,
            SilenceEvidence silences,
            Optional<CameraSettings> settings) {
        this.camera = camera;
        this.naive = new NaiveCamera(rules, camera, PinnedVersions.namedBy(found, settings));
        this.found = found;
        this.silences = silences;
    }

    /** Takes in the next frame. */
    void take(FrameFaces frame) {
        naive.silences(silences).stream()
                .filter(silence -> isFound(naive.ifSilent(silence)))
                .findFirst()
                .ifPresent(silence -> compare(naive.closeSilent(silence)));
        compare(naive.take(frame));
    }

    /** Takes note that there are no more frames. */
    void end() {
        naive.silences(silences).stream().findFirst().ifPresent(silence -> compare(naive.closeSilent(silence)));
        if (difference.isEmpty() && compared < found.size()) {
            difference = Places.SUMMARIES.first(camera, List.of(), found.subList(compared, found.size()));
        }
    }

    private boolean isFound(List<TopicRecord<DemographicSummary>> closing) {
        return !closing.isEmpty()
                && closing.size() <= found.size() - compared
                && Places.SUMMARIES
                        .first(camera, closing, found.subList(compared, compared + closing.size()))
                        .isEmpty();
    }

    /** A summary that is not there yet is no difference: the aggregator may be behind. */
    private void compare(List<TopicRecord<DemographicSummary>> due) {
        int there = Math.min(due.size(), found.size() - compared);
        if (difference.isEmpty()) {
            difference =
                    Places.SUMMARIES.first(camera, due.subList(0, there), found.subList(compared, compared + there));
        }
        compared += there;
        missing += due.size() - there;
    }

    Optional<Difference> difference() {
        return difference;
    }

    int compared() {
        return compared;
    }

    /** How many summaries are due that are not there. */
    int missing() {
        return missing;
    }

    int openWindows() {
        return naive.openWindows();
    }
}
