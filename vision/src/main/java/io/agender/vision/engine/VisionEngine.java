package io.agender.vision.engine;

import io.agender.models.AttributesSpec.Patch;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.models.ModelFile;
import io.agender.models.ModelFile.Part;
import io.agender.vision.FrameAnalyzer;
import io.agender.vision.ModelUse;
import io.agender.vision.NativeUse;
import io.agender.vision.VisionException;
import io.agender.vision.geometry.SeedRules;
import io.agender.vision.head.AttributeEstimator;
import io.agender.vision.head.InputShape;
import io.agender.vision.image.ImageDecoder;
import io.agender.vision.opencv.OpenCvData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;

/**
 * The loaded networks, and the only way to have frames analysed. Safe to use from several threads; the analyzers it
 * makes belong to one thread each. Whoever opened the engine closes it, after all its analyzers; where a thread could not
 * be stopped and its analyzer is still open, the networks stay until that is closed, or the process ends.
 */
public final class VisionEngine implements AutoCloseable {

    private static final String LANDMARKS = "face-api-68-tiny";

    private final ImageDecoder decoder;
    private final ModelDescriptor detector;
    private final ModelDescriptor model;
    private final DetectorSource detectors;
    private final double minScore;
    private final double minFaceSide;
    private final AttributeEstimator estimator;
    private final Optional<LandmarkSource> landmarks;
    private final List<ModelUse> uses;
    private final Occupancy occupancy = new Occupancy(this::free);
    private final AtomicBoolean closed = new AtomicBoolean();

    private VisionEngine(
            ImageDecoder decoder,
            ModelDescriptor detector,
            ModelDescriptor model,
            DetectorSource detectors,
            double minScore,
            double minFaceSide,
            AttributeEstimator estimator,
            Optional<LandmarkSource> landmarks,
            List<ModelUse> uses) {
        this.decoder = decoder;
        this.detector = detector;
        this.model = model;
        this.detectors = detectors;
        this.minScore = minScore;
        this.minFaceSide = minFaceSide;
        this.estimator = estimator;
        this.landmarks = landmarks;
        this.uses = uses;
    }

    /**
     * Loads the models.
     *
     * <p>OpenCV has one pool of threads for the whole process; this sets its size to {@link VisionConfig#threads()} too,
     * so that it does not take cores from the threads that call the analyzers. The last engine that is opened decides.
     *
     * @throws ModelException when there is no such model, it lacks an extra head that is wanted, or its file is missing or
     *     is not what its descriptor says
     * @throws VisionException when a file cannot be loaded
     */
    public static VisionEngine open(VisionConfig config) {
        ModelCatalog catalog = catalog(config.modelDirectory());
        ModelDescriptor detector = catalog.detector(named(config.detector(), VisionConfig.DEFAULT_DETECTOR));
        ModelDescriptor model = catalog.attributes(named(config.model(), VisionConfig.DEFAULT_MODEL));
        Optional<ModelDescriptor> landmarks = config.needsLandmarks(detector.detector(), model.attributes())
                ? Optional.of(catalog.landmarks(LANDMARKS))
                : Optional.empty();
        return open(config, detector, model, landmarks, catalog::read);
    }

    /**
     * All models that this engine can load: the bundled ones, those whose files come inside its native libraries, and what
     * the directory describes.
     *
     * @throws ModelException when a descriptor in the directory is wrong
     */
    public static ModelCatalog catalog(Optional<Path> modelDirectory) {
        return ModelCatalog.load(modelDirectory, new OpenCvData());
    }

    /** What lies in the model directory must not change the numbers of who has named nothing. */
    private static String named(String name, String bundled) {
        return name.equals(VisionConfig.AUTO) ? bundled : name;
    }

    /** Loads given models without landmarks, their files read by {@code files}. */
    static VisionEngine open(
            VisionConfig config,
            ModelDescriptor detector,
            ModelDescriptor model,
            BiFunction<ModelDescriptor, ModelFile, byte[]> files) {
        return open(config, detector, model, Optional.empty(), files);
    }

    /** Loads given models, their files read by {@code files}. */
    static VisionEngine open(
            VisionConfig config,
            ModelDescriptor detector,
            ModelDescriptor model,
            Optional<ModelDescriptor> landmarks,
            BiFunction<ModelDescriptor, ModelFile, byte[]> files) {
        requireExtraHeads(model, config.extraHeads());
        opencv_core.setNumThreads(config.threads());
        List<byte[]> detectorFiles = bytes(detector, files);
        List<byte[]> networks = bytes(model, files);
        List<ModelUse> uses = new ArrayList<>(uses(detector, detectorFiles));
        uses.addAll(uses(model, networks));
        Optional<List<byte[]>> landmarkFiles = landmarks.map(one -> bytes(one, files));
        landmarks.ifPresent(one -> uses.addAll(uses(one, landmarkFiles.orElseThrow())));
        DetectorSource detectors =
                detectors(detector, detectorFiles, config, model.attributes().patch());
        Optional<LandmarkSource> landmarkSource = Optional.empty();
        try {
            landmarkSource = landmarks.map(one -> LandmarkSource.open(
                    one,
                    landmarkFiles.orElseThrow(),
                    config.session(),
                    detector.detector().faceBox(),
                    config.landmarks() == LandmarkUse.EVERY));
            return new VisionEngine(
                    new ImageDecoder(config.maxPixels()),
                    detector,
                    model,
                    detectors,
                    DetectorSource.minScore(detector, config),
                    config.minFaceSide()
                            .orElse(Objects.requireNonNullElse(
                                    model.attributes().minFaceSide(), 0d)),
                    AttributeEstimator.open(
                            model.name(),
                            new NetworkLoader(model, networks, config.session())
                                    .all(InputShape.of(model.attributes().input(), -1)),
                            model.attributes(),
                            config.extraHeads()),
                    landmarkSource,
                    List.copyOf(uses));
        } catch (RuntimeException error) {
            landmarkSource.ifPresent(LandmarkSource::close);
            detectors.close();
            throw error;
        }
    }

    private static void requireExtraHeads(ModelDescriptor model, Set<String> wanted) {
        List<String> extras = model.attributes().extraNames();
        for (String name : wanted) {
            if (!extras.contains(name)) {
                throw new ModelException("The model " + model.name() + " has no answer " + name
                        + " besides gender and age; "
                        + (extras.isEmpty() ? "it has none at all." : "it has " + String.join(", ", extras) + "."));
            }
        }
    }

    private static List<byte[]> bytes(ModelDescriptor model, BiFunction<ModelDescriptor, ModelFile, byte[]> files) {
        return model.files().stream().map(file -> files.apply(model, file)).toList();
    }

    /** A model that is fed as the original program feeds it also wants faces to be found as that program finds them. */
    private static DetectorSource detectors(
            ModelDescriptor detector, List<byte[]> files, VisionConfig config, Patch patch) {
        return patch == null
                ? DetectorSource.open(detector, files, config)
                : SeedDetectorSource.open(detector, files, config, new SeedRules(patch.frameArea(), patch.padding()));
    }

    /** Which networks are used; a file whose hash nobody has published is named by its own. */
    private static List<ModelUse> uses(ModelDescriptor model, List<byte[]> networks) {
        return IntStream.range(0, networks.size())
                .filter(i -> model.files().get(i).part() == Part.NETWORK)
                .mapToObj(i -> new ModelUse(
                        ModelUse.Task.valueOf(model.files().get(i).task().name()),
                        model.name(),
                        model.files().get(i).shortHash(networks.get(i))))
                .toList();
    }

    /** A new analyzer for one thread; the caller closes it, before the engine. */
    public FrameAnalyzer newAnalyzer() {
        return analyzer();
    }

    private FaceAnalyzer analyzer() {
        occupancy.enter();
        try {
            return new FaceAnalyzer(
                    decoder,
                    detectors.newDetector(),
                    new FaceClassifier(
                            estimator, model.attributes(), detector.detector().faceBox()),
                    landmarks.map(LandmarkSource::newFinder),
                    detector.detector().head().landmarks()
                            || landmarks.map(LandmarkSource::everyFace).orElse(false),
                    minScore,
                    minFaceSide,
                    uses,
                    occupancy::leave);
        } catch (RuntimeException error) {
            occupancy.leave();
            throw error;
        }
    }

    /** The networks that answer: the detector's first, then gender and age, then landmarks where they are looked for. */
    public List<ModelUse> models() {
        return uses;
    }

    /**
     * Asks every network once, for a blank picture.
     *
     * @throws VisionException when one of them fails
     */
    public void check() {
        try (FaceAnalyzer analyzer = analyzer()) {
            analyzer.check();
        }
    }

    /** Native memory of the whole process now: what leaks shows as growth from one frame to the next. */
    public static NativeUse nativeUse() {
        return new NativeUse(Pointer.totalCount(), Pointer.totalBytes(), Pointer.physicalBytes());
    }

    /** Frees the networks, unless analyzers are open: then the last of them does. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            occupancy.leave();
        }
    }

    private void free() {
        try (detectors) {
            landmarks.ifPresent(LandmarkSource::close);
            estimator.close();
        }
    }
}
