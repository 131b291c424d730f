package io.agender.launcher.live;

import io.agender.launcher.run.RunPlan;
import io.agender.launcher.run.RunReport;
import io.agender.launcher.run.SummaryTable;
import io.agender.launcher.run.TableStyle;
import io.agender.producer.CameraResult;
import io.agender.schemas.DemographicSummary;
import io.agender.schemas.RollupSummary;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What a live run tells of its results, to people or to programs: windows as they come, and at the end what all came to.
 * Belongs to one thread.
 */
final class LiveReport implements LiveCollector.Listener {

    private final RunPlan plan;
    private final boolean quiet;
    private final ZoneId zone;
    private final WindowLine windowLine;
    private final RunReport records;
    private final Consumer<String> people;

    /**
     * @param quiet whether people are told of the end only
     * @param records what programs read
     * @param people takes a line for people
     */
    LiveReport(RunPlan plan, boolean quiet, ZoneId zone, RunReport records, Consumer<String> people) {
        this.plan = plan;
        this.quiet = quiet;
        this.zone = zone;
        this.windowLine = new WindowLine(zone);
        this.records = records;
        this.people = people;
    }

    @Override
    public void finished(DemographicSummary window) {
        if (plan.run().json()) {
            records.window(window);
        } else if (!quiet) {
            say(windowLine.of(window));
        }
    }

    @Override
    public void summedUp(RollupSummary rollup) {
        if (plan.run().json()) {
            records.rollup(rollup);
        }
    }

    /** Tells what all came to, and where it is. */
    void total(LiveOutcome outcome, List<CameraResult> ended, List<Path> files) {
        LiveOutcome.Totals totals = outcome.totals();
        if (plan.run().json()) {
            records.total(totals.frames(), totals.faces(), totals.deadLetters(), totals.windows(), files);
        } else {
            tables(outcome, totals);
        }
        say(String.format(
                Locale.ROOT,
                "%d frames analysed, %d faces, %d dead letters. %s; ages and gender are as they appear.",
                totals.frames(),
                totals.faces(),
                totals.deadLetters(),
                plan.inference().tracking().isPresent()
                        ? "A track is one face followed over time, not a person"
                        : "Each face counts in every frame"));
        ended.forEach(result -> result.failure().ifPresent(why -> say(why.getMessage())));
        files.forEach(file -> say("wrote " + file));
    }

    private void tables(LiveOutcome outcome, LiveOutcome.Totals totals) {
        List<DemographicSummary> newest = outcome.newest();
        List<RollupSummary> rollups = outcome.rollups();
        TableStyle style = TableStyle.here(zone);
        say(SummaryTable.of(newest, totals.windows(), style));
        if (!rollups.isEmpty()) {
            say(SummaryTable.ofRollups(rollups, style));
        }
        totals.places().text().forEach(this::say);
        if (totals.finals() > newest.size()) {
            say("The rows are the newest " + newest.size() + " of " + totals.finals()
                    + " windows of this run, the total is of all.");
        }
    }

    private void say(String line) {
        people.accept(line);
    }
}
