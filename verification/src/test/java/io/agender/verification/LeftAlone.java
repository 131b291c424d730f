package io.agender.verification;

import static io.agender.verification.Pipeline.AGGREGATOR;
import static io.agender.verification.Pipeline.PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Utils;

/** A broker, and what a pipeline there gave to which nothing happened: others must give the same of the same frames. */
final class LeftAlone implements AutoCloseable {

    private final Broker broker;
    private final Path folder;
    private final Verdict calm;

    private LeftAlone(Broker broker, Path folder, Verdict calm) {
        this.broker = broker;
        this.folder = folder;
        this.calm = calm;
    }

    /** @param folder for the data of the broker and all pipelines, emptied first */
    static LeftAlone run(Path folder, Load load) throws IOException {
        Utils.delete(folder.toFile());
        Broker broker = Broker.open(folder);
        try (Pipeline pipeline = new Pipeline("undisturbed", broker, folder)) {
            pipeline.start(PROCESSOR, 1);
            pipeline.start(AGGREGATOR, 1);
            pipeline.send(load.frames(), Duration.ofSeconds(1)).join();
            Verdict verdict = pipeline.finish();
            assertThat(verdict.toString()).startsWith("ALL RECORDS ACCOUNTED FOR");
            assertHappened("windows", Figures.ofWindows(verdict.found().summaries()));
            assertHappened("hours", Figures.ofPeriods(verdict.periods().hours()));
            assertHappened("days", Figures.ofPeriods(verdict.periods().days()));
            assertHappened("weeks", Figures.ofPeriods(verdict.periods().weeks()));
            assertSummedUp(verdict);
            return new LeftAlone(broker, folder, verdict);
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }

    Broker broker() {
        return broker;
    }

    Pipeline pipeline(String name) {
        return new Pipeline(name, broker, folder);
    }

    /** A pipeline that closes the windows of a camera after another time of silence. */
    Pipeline closingAfter(Duration idle, String name) {
        return Pipeline.closingAfter(idle, name, broker, folder);
    }

    /** @param longestRun how long is waited for records before what is missing counts as lost */
    Pipeline pipeline(String name, Duration longestRun) {
        return new Pipeline(name, broker, folder, longestRun);
    }

    void assertTheSame(Verdict verdict) {
        assertTheSame(verdict, verdict.found());
    }

    /** Where the broker was killed, which may have taken a frame twice then; of both there are faces, and it is counted once. */
    void assertTheSameOfFramesTakenOnce(Verdict verdict) {
        assertTheSame(verdict, verdict.found().withoutFramesTakenTwice(calm.found()));
    }

    private void assertTheSame(Verdict verdict, Outputs found) {
        assertThat(verdict.toString()).startsWith("ALL RECORDS ACCOUNTED FOR");
        assertThat(calm.found().firstDifference(found)).isEmpty();
        assertSummedUp(verdict);
    }

    /** People in zones, crossings, watchers and covered cameras are in it, or this would prove nothing of them. */
    private static void assertHappened(String where, Figures figures) {
        assertThat(figures.all())
                .as("%s", where)
                .containsKeys("stays ended", "crossings in", "crossings out", "watchers ended")
                .allSatisfy((figure, sum) -> assertThat(sum).as(figure).isPositive());
    }

    /** Windows are compared value by value, so hours, days and weeks that add up to them are those of the run that was left alone. */
    private static void assertSummedUp(Verdict verdict) {
        Figures windows = Figures.ofWindows(verdict.found().summaries());
        assertThat(Figures.ofPeriods(verdict.periods().hours())).isEqualTo(windows);
        assertThat(Figures.ofPeriods(verdict.periods().days())).isEqualTo(windows);
        assertThat(Figures.ofPeriods(verdict.periods().weeks())).isEqualTo(windows);
        assertThat(verdict.periods().hours().get("camera-0"))
                .as("the hour that is over and the next")
                .hasSizeGreaterThan(1);
        assertThat(verdict.periods().days().get("camera-0"))
                .extracting(day -> day.value().getTimeZone() + " " + day.value().getPeriodStart())
                .as("the day of the camera's own clock that is over and the next")
                .contains("Pacific/Honolulu 2026-03-01T10:00:00Z", "Pacific/Honolulu 2026-03-02T10:00:00Z");
        assertThat(verdict.periods().weeks().get("camera-0"))
                .extracting(week -> week.value().getPeriodStart())
                .as("the week of the camera's own clock that is over and the next")
                .contains(Instant.parse("2026-02-23T10:00:00Z"), Instant.parse("2026-03-02T10:00:00Z"));
    }

    @Override
    public void close() {
        broker.close();
    }
}
