package io.agender.launcher.command;

import io.agender.dashboard.config.DashboardConfig;
import io.agender.launcher.run.RunConfig;
import picocli.CommandLine.Option;

/** What a run on one machine leaves behind, and where its broker lives. */
final class RunOptions {

    final SettingOptions settings = new SettingOptions();

    @Option(names = "--output", paramLabel = "DIR", description = "Folder for the results. Default: out.")
    void output(String value) {
        settings.set(RunConfig.OUTPUT, value);
    }

    @Option(names = "--no-video", description = "Don't write the annotated videos.")
    void noVideo(boolean chosen) {
        settings.set(RunConfig.VIDEO, String.valueOf(!chosen));
    }

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topics. Default: as many as there are cameras.")
    void partitions(String value) {
        settings.set(RunConfig.PARTITIONS, value);
    }

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keep the broker's data and the state here for a next run. Default: a temporary folder.")
    void dataDirectory(String value) {
        settings.set(RunConfig.DATA_DIRECTORY, value);
    }

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the embedded broker on 127.0.0.1; default: a free one.")
    void port(String value) {
        settings.set(RunConfig.PORT, value);
    }

    @Option(names = "--no-dashboard", description = "Don't open the dashboard.")
    void noDashboard(boolean chosen) {
        settings.set(DashboardConfig.ENABLED, String.valueOf(!chosen));
    }

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            description = "Port of the dashboard on 127.0.0.1; 0 for a free one. Default: 8080.")
    void dashboardPort(String value) {
        settings.set(DashboardConfig.PORT, value);
    }

    @Option(names = "--stay", description = "Keep the dashboard open after the run, until Ctrl-C.")
    void stay(boolean chosen) {
        settings.set(RunConfig.STAY, String.valueOf(chosen));
    }
}
