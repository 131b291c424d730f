package io.agender.launcher.command;

import io.agender.dashboard.config.DashboardConfig;
import picocli.CommandLine.Option;

/** Whether pictures leave the dashboard's server. */
final class PictureOptions {

    final SettingOptions settings = new SettingOptions();

    @Option(
            names = "--no-pictures",
            description = "Show silhouettes and boxes on grey in the dashboard; no picture is read or shown.")
    void noPictures(boolean chosen) {
        settings.set(DashboardConfig.PICTURES, "off");
    }

    @Option(names = "--blur", description = "Pixelate every face before a picture leaves the dashboard's server.")
    void blur(boolean chosen) {
        settings.set(DashboardConfig.PICTURES, "blur");
    }
}
