package io.agender.audit;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import java.util.List;
import java.util.Optional;

/**
 * Compares the summaries of a camera with those that its frames make due, one after the other. That the wall clock closed
 * windows in a silence can't be seen in the frames; it is seen in the summaries: they call windows final with just the
 * figures that they had before a frame that would have changed them.
 */
final class CameraAudit {

    private final String camera;
    private final NaiveCamera naive;
    private final List<TopicRecord<DemographicSummary>> found;
    private int compared;
    private int missing;
    private Optional<Difference> difference = Optional.empty();

    /** @param found the camera's records of agender.summary, in order */
    CameraAudit(String camera, SummaryRules rules, List<TopicRecord<DemographicSummary>> found) {
        this.camera = camera;
        this.naive = new NaiveCamera(rules, camera);
        this.found = found;
    }

    /** Takes in the next frame. */
    void take(FrameFaces frame) {
        if (naive.touchesOpenWindow(frame) && wasSilent()) {
            compare(naive.closeAll());
        }
        compare(naive.take(frame));
    }

    /** Takes note that there are no more frames. */
    void end() {
        if (wasSilent()) {
            compare(naive.closeAll());
        }
        if (difference.isEmpty() && compared < found.size()) {
            difference = Places.SUMMARIES.first(camera, List.of(), found.subList(compared, found.size()));
        }
    }

    private boolean wasSilent() {
        List<TopicRecord<DemographicSummary>> closing = naive.ifClosed();
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
