package io.agender.launcher.command;

import io.agender.aggregator.AggregatorConfig;
import picocli.CommandLine.Option;

/** How the summaries are cut. */
final class WindowOptions {

    final SettingOptions settings = new SettingOptions();

    @Option(names = "--window", paramLabel = "DURATION", description = "Length of a window, such as 10s or 5m.")
    void window(String value) {
        settings.set(AggregatorConfig.WINDOW, value);
    }

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            description = "How late, by the camera's own clock, a frame may be and still count.")
    void grace(String value) {
        settings.set(AggregatorConfig.GRACE, value);
    }

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            description = "How long a camera is silent before its windows close as if its clock went on.")
    void idle(String value) {
        settings.set(AggregatorConfig.IDLE, value);
    }

    @Option(
            names = "--partial-interval",
            paramLabel = "DURATION",
            description = "How often, by the camera's own clock, an open window is reported; 0s for never.")
    void partialInterval(String value) {
        settings.set(AggregatorConfig.PARTIAL_INTERVAL, value);
    }

    @Option(
            names = "--age-bands",
            paramLabel = "AGES",
            description = "Youngest age of each band, comma-separated, starting with 0.")
    void ageBands(String value) {
        settings.set(AggregatorConfig.AGE_BANDS, value);
    }

    @Option(
            names = "--rollups",
            paramLabel = "PERIODS",
            description = "Sum final windows up per camera and site: hourly, daily or hourly,daily. Default: none.")
    void rollups(String value) {
        settings.set(AggregatorConfig.ROLLUPS, value);
    }

    @Option(
            names = "--privacy-min-count",
            paramLabel = "K",
            description = "Withhold counts of fewer than K people, and what would give them away; 0 for never.")
    void minCount(String value) {
        settings.set(AggregatorConfig.MIN_COUNT, value);
    }
}
