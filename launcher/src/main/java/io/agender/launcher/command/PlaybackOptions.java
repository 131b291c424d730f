package io.agender.launcher.command;

import io.agender.producer.source.FrameProducerConfig;
import picocli.CommandLine.Option;

/** How sources are played where nothing waits for their end. */
final class PlaybackOptions {

    final SettingOptions settings = new SettingOptions();

    @Option(
            names = "--loop",
            description = "Play files again and again, at their own pace if --start-time is not given.")
    void loop(boolean value) {
        settings.set(FrameProducerConfig.LOOP, String.valueOf(value));
    }

    @Option(
            names = "--realtime",
            description = "Play files at their own pace, from now on; else as fast as the brokers take them.")
    void realtime(boolean value) {
        settings.set(FrameProducerConfig.REALTIME, String.valueOf(value));
    }

    @Option(
            names = "--policy",
            paramLabel = "auto|wait|drop",
            description =
                    "While the brokers are behind: wait, or drop the oldest unsent frame. auto drops for live sources only.")
    void policy(String value) {
        settings.set(FrameProducerConfig.POLICY, value);
    }
}
