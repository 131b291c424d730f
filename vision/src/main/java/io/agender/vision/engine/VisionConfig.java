package io.agender.vision.engine;

import io.agender.models.AttributesSpec;
import io.agender.models.DetectorSpec;
import io.agender.vision.ExecutionProvider;
import io.agender.vision.VideoOptions;
import io.agender.vision.onnx.SessionSettings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a {@link VisionEngine} is made of.
 *
 * @param detector name of the face detector in the catalogue; {@value #AUTO} for the best that is bundled
 * @param model name of the gender and age model in the catalogue; {@value #AUTO} for the best that is bundled
 * @param minScore detections below this score are dropped, 0 to 1; empty for the detector's own choice. Raising it loses
 *     small and turned faces, lowering it finds faces where there are none. Detectors that give no confidence score every
 *     face 1.
 * @param weakScore detections down to this score are reported too, for a tracker to find known faces by; empty for none.
 *     Lowering it keeps tracks alive through turned and half-hidden faces, and costs time for more candidates
 * @param threads threads that share the work on one frame. With one stream thread for each core, 1 gets most frames
 *     through; more threads shorten the wait for a single frame.
 * @param modelDirectory where model files are looked for before the bundled ones
 * @param maxPixels larger frames are refused before they are decoded
 * @param extraHeads names of the answers besides gender and age that are wanted of the model, as its descriptor calls
 *     them; others are read and thrown away
 * @param executionProvider what ONNX Runtime runs networks on
 * @param minFaceSide faces whose longer side is smaller, in pixels of the frame, are not classified; empty for the model's
 *     own choice, 0 for none. Lowering it gives gender and age to small faces, and more of them wrong
 * @param landmarks which faces get landmarks where the detector gives none
 * @param search how large the detector sees frames
 */
public record VisionConfig(
        String detector,
        String model,
        OptionalDouble minScore,
        OptionalDouble weakScore,
        int threads,
        Optional<Path> modelDirectory,
        long maxPixels,
        Set<String> extraHeads,
        ExecutionProvider executionProvider,
        OptionalDouble minFaceSide,
        LandmarkUse landmarks,
        SearchSize search) {

    /** Stands for the best bundled model of its kind, whatever else lies in the model directory. */
    public static final String AUTO = "auto";

    /** The detector that {@value #AUTO} stands for. */
    public static final String DEFAULT_DETECTOR = "blazeface";

    /** The model that {@value #AUTO} stands for. */
    public static final String DEFAULT_MODEL = "face-api";

    /** As for sources: more than any camera gives, and 300 MB when decoded. */
    public static final long DEFAULT_MAX_PIXELS = VideoOptions.DEFAULT_MAX_PIXELS;

    /** Bundled models, one thread. */
    public static final VisionConfig DEFAULTS = new VisionConfig(
            AUTO, AUTO, OptionalDouble.empty(), OptionalDouble.empty(), 1, Optional.empty(), DEFAULT_MAX_PIXELS);

    public VisionConfig {
        extraHeads = Set.copyOf(extraHeads);
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(modelDirectory, "modelDirectory");
        Objects.requireNonNull(executionProvider, "executionProvider");
        Objects.requireNonNull(landmarks, "landmarks");
        Objects.requireNonNull(search, "search");
        check("minimal", minScore);
        check("weak", weakScore);
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be 1 or more: " + threads);
        }
        if (maxPixels < 1) {
            throw new IllegalArgumentException("the largest number of pixels must be 1 or more: " + maxPixels);
        }
    }

    /** Frames are seen as the detector always sees them. */
    public VisionConfig(
            String detector,
            String model,
            OptionalDouble minScore,
            OptionalDouble weakScore,
            int threads,
            Optional<Path> modelDirectory,
            long maxPixels,
            Set<String> extraHeads,
            ExecutionProvider executionProvider,
            OptionalDouble minFaceSide,
            LandmarkUse landmarks) {
        this(
                detector,
                model,
                minScore,
                weakScore,
                threads,
                modelDirectory,
                maxPixels,
                extraHeads,
                executionProvider,
                minFaceSide,
                landmarks,
                SearchSize.OWN);
    }

    /** On the processor. */
    public VisionConfig(
            String detector,
            String model,
            OptionalDouble minScore,
            OptionalDouble weakScore,
            int threads,
            Optional<Path> modelDirectory,
            long maxPixels,
            Set<String> extraHeads) {
        this(
                detector,
                model,
                minScore,
                weakScore,
                threads,
                modelDirectory,
                maxPixels,
                extraHeads,
                ExecutionProvider.CPU,
                OptionalDouble.empty(),
                LandmarkUse.AUTO);
    }

    /** Gender and age alone, on the processor. */
    public VisionConfig(
            String detector,
            String model,
            OptionalDouble minScore,
            OptionalDouble weakScore,
            int threads,
            Optional<Path> modelDirectory,
            long maxPixels) {
        this(detector, model, minScore, weakScore, threads, modelDirectory, maxPixels, Set.of());
    }

    /**
     * Whether a network is needed that finds landmarks: never where the detector gives them, nor for a model that sees
     * faces as the original program does. Weak faces are asked for where faces are followed.
     */
    boolean needsLandmarks(DetectorSpec found, AttributesSpec fed) {
        boolean wanted =
                switch (landmarks) {
                    case EVERY -> true;
                    case AUTO -> weakScore.isPresent() || fed.levelled();
                    case NEVER -> false;
                };
        return wanted && !found.head().landmarks() && fed.patch() == null;
    }

    /** The same with another size at which the detector sees frames. */
    public VisionConfig withSearch(SearchSize other) {
        return new VisionConfig(
                detector,
                model,
                minScore,
                weakScore,
                threads,
                modelDirectory,
                maxPixels,
                extraHeads,
                executionProvider,
                minFaceSide,
                landmarks,
                other);
    }

    /** How ONNX Runtime runs the networks. */
    SessionSettings session() {
        return new SessionSettings(executionProvider, threads);
    }

    private static void check(String name, OptionalDouble score) {
        if (score.isPresent() && !(score.getAsDouble() >= 0 && score.getAsDouble() <= 1)) {
            throw new IllegalArgumentException(
                    "the " + name + " score must be between 0 and 1: " + score.getAsDouble());
        }
    }
}
