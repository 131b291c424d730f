package io.agender.launcher.command;

import io.agender.inference.InferenceConfig;
import picocli.CommandLine.Option;

/** Which networks analyse the frames, and with how many threads. */
final class ModelOptions {

    final SettingOptions settings = new SettingOptions();

    @Option(
            names = "--detector",
            paramLabel = "NAME",
            description = "Face detector: auto, or a name of: agender models list.")
    void detector(String value) {
        settings.set(InferenceConfig.DETECTOR, value);
    }

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Gender and age model: a name of: agender models list.")
    void model(String value) {
        settings.set(InferenceConfig.MODEL, value);
    }

    @Option(
            names = "--extra-heads",
            paramLabel = "NAME[,NAME]",
            description = "Answers of the model besides gender and age that are reported. Default: none.")
    void extraHeads(String value) {
        settings.set(InferenceConfig.EXTRA_HEADS, value);
    }

    @Option(
            names = "--min-score",
            paramLabel = "0..1",
            description = "Detections below this score are dropped. Higher: fewer false faces, more missed ones.")
    void minScore(String value) {
        settings.set(InferenceConfig.MIN_SCORE, value);
    }

    @Option(names = "--threads", paramLabel = "N", description = "Frames analysed at the same time.")
    void threads(String value) {
        settings.set(InferenceConfig.PROCESSOR_THREADS, value);
    }

    @Option(
            names = "--model-dir",
            paramLabel = "DIR",
            description = "Folder in which model files are looked for before the bundled ones.")
    void modelDirectory(String value) {
        settings.set(InferenceConfig.MODEL_DIRECTORY, value);
    }
}
