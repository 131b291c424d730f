package io.agender.aggregator.period;

import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SitePeriod;
import io.agender.schemas.SummaryStatus;
import io.agender.schemas.calendar.LocalPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The hour, day or week of a site as a fold over what its cameras publish of it, and nothing else: so a site tells no more
 * than its cameras. Of every camera the last record counts, for one that was final may be followed by a higher revision.
 * The order in which cameras report decides what the revisions in between hold, but not the last one.
 *
 * <p>Cameras whose period begins at the same moment are added, whatever their time zones are called; those of others have
 * a period of their own.
 */
public final class SiteRollups {

    private SiteRollups() {}

    /** A period of which no camera has reported. */
    public static SitePeriod initial(RollupSummary first) {
        LocalPeriod period = new LocalPeriod(first.getPeriod(), first.getPeriodStart(), first.getPeriodEnd());
        RollupSummary finals = RollupSums.empty(RollupScope.SITE, period)
                .setHours(first.getHours())
                .setTimeZone(first.getTimeZone())
                .setSite(first.getSite())
                .setCameras(0)
                .build();
        return new SitePeriod(0, finals, new ArrayList<>());
    }

    /** Takes a camera's record in; changes the state and returns the site's record. */
    public static RollupSummary update(SitePeriod state, RollupSummary camera) {
        // A new list, for one that was read from a store does not remove.
        List<RollupSummary> cameras = new ArrayList<>(state.getPartials());
        cameras.removeIf(known -> known.getCameraId().equals(camera.getCameraId()));
        cameras.add(camera);
        cameras.sort(Comparator.comparing(RollupSummary::getCameraId));
        state.setPartials(cameras);
        state.setRevision(state.getRevision() + 1);
        RollupSummary site = RollupSums.copy(state.getFinals());
        cameras.forEach(one -> RollupSums.add(site, one));
        site.setTimeZone(cameras.get(0).getTimeZone());
        cameras.forEach(one -> site.setPeriodEnd(later(site.getPeriodEnd(), one.getPeriodEnd())));
        boolean isFinal = cameras.stream().allMatch(one -> one.getStatus() == SummaryStatus.FINAL);
        site.setStatus(isFinal ? SummaryStatus.FINAL : SummaryStatus.PARTIAL);
        site.setRevision(state.getRevision());
        RollupSums.average(site);
        return site;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
