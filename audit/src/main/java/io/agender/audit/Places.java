package io.agender.audit;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.FrameFaces;
import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.Topic;

/** How records are named in messages. */
public final class Places {

    /** Compares agender.faces. */
    public static final RecordComparison<FrameFaces> FACES = new RecordComparison<>(Topic.FACES, Places::of);

    /** Compares agender.summary. */
    public static final RecordComparison<DemographicSummary> SUMMARIES =
            new RecordComparison<>(Topic.SUMMARY, Places::of);

    private Places() {}

    /** Compares a topic of hours, days or weeks. */
    public static RecordComparison<RollupSummary> rollups(String topic) {
        return new RecordComparison<>(topic, Places::of);
    }

    private static String of(FrameFaces faces) {
        return "sequence " + faces.getSequence() + " of stream " + faces.getStreamId();
    }

    private static String of(DemographicSummary summary) {
        return "window " + summary.getWindowStart() + " " + summary.getStatus() + " revision " + summary.getRevision();
    }

    private static String of(RollupSummary rollup) {
        return (rollup.getScope() == RollupScope.SITE ? "site " + rollup.getSite() + ", " : "") + rollup.getPeriod()
                + " " + rollup.getPeriodStart() + " " + rollup.getStatus() + " revision " + rollup.getRevision();
    }
}
