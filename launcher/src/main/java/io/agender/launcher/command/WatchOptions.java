package io.agender.launcher.command;

import io.agender.launcher.Logging;
import io.agender.launcher.service.LogFormat;
import io.agender.launcher.service.ServiceConfig;
import io.agender.runtime.Settings;
import picocli.CommandLine.Option;

/** How a service is watched. */
final class WatchOptions {

    final SettingOptions settings = new SettingOptions();

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description =
                    "Serve /health/live, /health/ready and /metrics at this port; 0 for a free one. Default: none.")
    void httpPort(String value) {
        settings.set(ServiceConfig.HTTP_PORT, value);
    }

    @Option(
            names = "--http-host",
            paramLabel = "ADDRESS",
            description = "Address at which they are served; 0.0.0.0 for all of this machine. Default: 127.0.0.1.")
    void httpHost(String value) {
        settings.set(ServiceConfig.HTTP_HOST, value);
    }

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text, or json: an object a line on standard error. Default: text.")
    void logFormat(String value) {
        settings.set(ServiceConfig.LOG_FORMAT, value);
    }

    /** Reads the settings, and logs as they say from now on. */
    static ServiceConfig apply(Settings settings) {
        ServiceConfig config = ServiceConfig.from(settings);
        if (config.logFormat() == LogFormat.JSON) {
            Logging.json();
        }
        return config;
    }
}
