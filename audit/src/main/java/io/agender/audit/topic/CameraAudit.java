package io.agender.audit.topic;

import io.agender.audit.Difference;
import io.agender.audit.Places;
import io.agender.audit.SummaryRules;
import io.agender.audit.TopicRecord;
import io.agender.audit.period.NaivePeriods;
import io.agender.audit.window.NaiveCamera;
import io.agender.audit.window.PinnedVersions;
import io.agender.audit.window.SilenceEvidence;
import io.agender.schemas.CameraSettings;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Compares the summaries of a camera with those that its frames make due, one after the other, and its hours, days and weeks
 * with these. What closed because the camera was silent must have its evidence: a mark that tells of that silence after just
 * that frame. Whether a mark was read before the camera's next frame came is not known; then either is right, and the records
 * show which it was. After the last frame all that the marks make due must be there.
 */
final class CameraAudit {

    private final String camera;
    private NaiveCamera naive;
    private NaivePeriods periods;
    private final List<TopicRecord<DemographicSummary>> found;
    private final SilenceEvidence silences;
    private final RollupsAudit rollups;
    private int compared;
    private int missing;
    private Optional<Difference> difference = Optional.empty();

    /**
     * @param found the camera's records of agender.summary, in order
     * @param silences what agender.progress says of it
     * @param settings what agender.cameras says of it
     * @param rollups is told what its hours and days must be
     */
    CameraAudit(
            String camera,
            SummaryRules rules,
            List<TopicRecord<DemographicSummary>> found,
            SilenceEvidence silences,
            Optional<CameraSettings> settings,
            RollupsAudit rollups) {
        this.camera = camera;
        this.naive = new NaiveCamera(rules, camera, PinnedVersions.namedBy(found, settings));
        this.periods = new NaivePeriods(rules);
        this.found = found;
        this.silences = silences;
        this.rollups = rollups;
    }

    /**
     * Takes in the next frame.
     *
     * @param analysedAt when it was analysed by the wall clock, if that is known
     */
    void take(FrameFaces frame, Optional<Instant> analysedAt) {
        List<Duration> marks = naive.silences(silences);
        boolean read = false;
        for (Duration silence : marks) {
            read |= isRead(silence, true);
        }
        if (!read) {
            marks.forEach(silence -> isRead(silence, false)); // the hours may be wrong, but the windows are right
        }
        List<TopicRecord<DemographicSummary>> due = naive.take(frame, analysedAt);
        compare(due, periods.due(naive, Duration.ZERO));
    }

    /** Takes note that there are no more frames. */
    void end() {
        for (Duration silence : naive.silences(silences)) {
            List<TopicRecord<DemographicSummary>> closing = naive.closeSilent(silence);
            compare(closing, periods.due(naive, silence));
        }
        if (difference.isEmpty() && compared < found.size()) {
            difference = Places.SUMMARIES.first(camera, List.of(), found.subList(compared, found.size()));
        }
        rollups.end(camera, found.size());
    }

    /**
     * Lets a mark close what it closes, if the records show that it was read.
     *
     * @param whole whether hours, days and weeks must show it, too
     */
    private boolean isRead(Duration silence, boolean whole) {
        NaiveCamera silent = naive.copy();
        NaivePeriods over = periods.copy();
        List<TopicRecord<DemographicSummary>> closing = silent.closeSilent(silence);
        List<TopicRecord<RollupSummary>> due = over.due(silent, silence);
        boolean read = whole
                ? !(closing.isEmpty() && due.isEmpty()) && isFound(closing) && rollups.areNext(due)
                : !closing.isEmpty() && isFound(closing);
        if (read) {
            naive = silent;
            periods = over;
            compare(closing, due);
        }
        return read;
    }

    private boolean isFound(List<TopicRecord<DemographicSummary>> closing) {
        return closing.size() <= found.size() - compared
                && Places.SUMMARIES
                        .first(camera, closing, found.subList(compared, compared + closing.size()))
                        .isEmpty();
    }

    /** A summary that is not there yet is no difference: the aggregator may be behind. */
    private void compare(List<TopicRecord<DemographicSummary>> due, List<TopicRecord<RollupSummary>> periods) {
        int before = compared + missing;
        int there = Math.min(due.size(), found.size() - compared);
        if (difference.isEmpty()) {
            difference =
                    Places.SUMMARIES.first(camera, due.subList(0, there), found.subList(compared, compared + there));
        }
        compared += there;
        missing += due.size() - there;
        periods.forEach(record -> rollups.expect(record, before));
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
