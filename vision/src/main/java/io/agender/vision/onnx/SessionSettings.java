package io.agender.vision.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.agender.vision.ExecutionProvider;
import io.agender.vision.VisionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How ONNX Runtime runs a network.
 *
 * @param provider what runs it
 * @param threads threads that share one run on the processor; 1 runs on the caller's thread alone
 */
public record SessionSettings(ExecutionProvider provider, int threads) {

    private static final String SPINNING = "session.intra_op.allow_spinning";

    /** On the processor, on the caller's thread. */
    public static final SessionSettings DEFAULTS = new SessionSettings(ExecutionProvider.CPU, 1);

    /** @throws VisionException when the provider is not there */
    void applyTo(SessionOptions options) throws OrtException {
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // A worker that spins between runs takes a core from the threads that decode and scale.
        options.addConfigEntry(SPINNING, "0");
        if (!available().contains(provider)) {
            throw new VisionException(
                    "The execution provider " + name(provider) + " is not in this build of ONNX Runtime, which"
                            + " has " + names(available()) + "; choose one of these, or bring a build that has it"
                            + " (docs/models.md).");
        }
        try {
            add(options);
        } catch (OrtException error) {
            throw new VisionException(
                    "The execution provider " + name(provider) + " does not start on this machine ("
                            + String.valueOf(error.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                                    .strip()
                            + "); install its driver and libraries, or choose cpu.",
                    error);
        }
    }

    private void add(SessionOptions options) throws OrtException {
        switch (provider) {
            case CPU -> {} // is always there, for what others can't do
            case CUDA -> options.addCUDA();
            case TENSORRT -> options.addTensorrt(0);
            case OPENVINO -> options.addOpenVINO("");
            case COREML -> options.addCoreML();
        }
    }

    private static OrtProvider of(ExecutionProvider provider) {
        return switch (provider) {
            case CPU -> OrtProvider.CPU;
            case CUDA -> OrtProvider.CUDA;
            case TENSORRT -> OrtProvider.TENSOR_RT;
            case OPENVINO -> OrtProvider.OPEN_VINO;
            case COREML -> OrtProvider.CORE_ML;
        };
    }

    private static Set<ExecutionProvider> available() {
        Set<OrtProvider> built = OrtEnvironment.getAvailableProviders();
        return Arrays.stream(ExecutionProvider.values())
                .filter(provider -> built.contains(of(provider)))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static String names(Set<ExecutionProvider> providers) {
        return providers.stream().map(SessionSettings::name).collect(Collectors.joining(", "));
    }

    private static String name(ExecutionProvider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
