package io.agender.vision.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.agender.vision.VisionException;

/**
 * ONNX Runtime's environment: one for the process, never closed. It writes its remarks to stderr, past every log file,
 * so only its errors are let through; and it sends no usage data, which its Windows builds otherwise do.
 */
final class OrtRuntime {

    static final OrtEnvironment ENVIRONMENT = open();

    private OrtRuntime() {}

    private static OrtEnvironment open() {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException error) {
            throw new VisionException("ONNX Runtime cannot be started: " + error.getMessage() + ".", error);
        }
    }
}
