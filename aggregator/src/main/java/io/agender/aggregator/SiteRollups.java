package io.agender.aggregator;

import io.agender.schemas.RollupScope;
import io.agender.schemas.RollupSummary;
import io.agender.schemas.SitePeriod;
import io.agender.schemas.SummaryStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The hour or day of a site as a fold over what its cameras publish of it, and nothing else: so a site tells no more than
 * its cameras. A camera's final record is added for good, of the others the last one counts. The order in which cameras
 * report decides what the revisions in between hold, but not the last one.
 */
final class SiteRollups {

    private SiteRollups() {}

    /** A period of which no camera has reported. */
    static SitePeriod initial(RollupSummary first) {
        RollupSummary finals = Rollups.empty(RollupScope.SITE, first.getPeriod(), first.getPeriodStart())
                .setSite(first.getSite())
                .setCameras(0)
                .build();
        return new SitePeriod(0, finals, new ArrayList<>());
    }

    /** Takes a camera's record in; changes the state and returns the site's record. */
    static RollupSummary update(SitePeriod state, RollupSummary camera) {
        // A new list, for one that was read from a store does not remove.
        List<RollupSummary> partials = new ArrayList<>(state.getPartials());
        partials.removeIf(known -> known.getCameraId().equals(camera.getCameraId()));
        if (camera.getStatus() == SummaryStatus.FINAL) {
            add(state.getFinals(), camera);
        } else {
            partials.add(camera);
            partials.sort(Comparator.comparing(RollupSummary::getCameraId));
        }
        state.setPartials(partials);
        state.setRevision(state.getRevision() + 1);
        RollupSummary site = RollupSums.copy(state.getFinals());
        partials.forEach(partial -> add(site, partial));
        site.setStatus(partials.isEmpty() ? SummaryStatus.FINAL : SummaryStatus.PARTIAL);
        site.setRevision(state.getRevision());
        RollupSums.average(site);
        return site;
    }

    private static void add(RollupSummary site, RollupSummary camera) {
        site.setCameras(site.getCameras() + camera.getCameras());
        RollupSums.add(site, camera);
    }
}
