package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that is known of one model: what it is for, whose it is, its files, what it is fed and how its answer is
 * read. Immutable. A new model of a known kind is a new descriptor and its file, and nothing else.
 *
 * @param name name in the catalogue: lower-case letters, digits and hyphens
 * @param kind what the model is for
 * @param title one line for people
 * @param authors who made it
 * @param project where it comes from
 * @param licence SPDX identifier of the weights' licence; NOASSERTION where the authors name none
 * @param engine what runs it
 * @param files its files, in the order that the engine wants them
 * @param detector how it is fed and read, for a {@link ModelKind#DETECTOR}; null otherwise
 * @param attributes how it is fed and read, for {@link ModelKind#ATTRIBUTES}; null otherwise
 * @param landmarks how it is fed and read, for {@link ModelKind#LANDMARKS}; null otherwise
 * @param card what it was trained on and where it is weak
 */
public record ModelDescriptor(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) ModelKind kind,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String authors,
        @JsonProperty(required = true) URI project,
        @JsonProperty(required = true) String licence,
        @JsonProperty(required = true) Engine engine,
        @JsonProperty(required = true) List<ModelFile> files,
        DetectorSpec detector,
        AttributesSpec attributes,
        LandmarksSpec landmarks,
        @JsonProperty(required = true) ModelCard card) {

    public ModelDescriptor {
        Objects.requireNonNull(name, "name");
        files = List.copyOf(files);
    }

    /** What a model is for. */
    public enum ModelKind {
        DETECTOR,
        /** Gender, age. */
        ATTRIBUTES,
        /** Points on a face that was found. */
        LANDMARKS
    }

    /** What runs a model. */
    public enum Engine {
        /** ONNX Runtime, for {@code .onnx} files. */
        ONNX,
        /**
         * OpenCV's network module, for Caffe ({@code .caffemodel}, with a {@code .prototxt} for the graph) and TensorFlow
         * ({@code .pb}, with a {@code .pbtxt}).
         */
        OPENCV_DNN,
        /** OpenCV's cascade classifier, for {@code .xml} files. */
        CASCADE
    }

    /**
     * What a user should know before trusting a model.
     *
     * @param trainedOn the data it learned from
     * @param measured measured errors, with their source
     * @param limits where it is weak
     * @param weakGroups of whom it is known to be wrong more often, or that nothing is known
     * @param children how far it can be trusted with children
     */
    public record ModelCard(String trainedOn, String measured, String limits, String weakGroups, String children) {}

    /** What the networks are fed; empty for a cascade, which takes a frame as it is. */
    public Optional<InputSpec> input() {
        return switch (kind) {
            case DETECTOR -> detector.head().networkInput();
            case ATTRIBUTES -> Optional.of(attributes.input());
            case LANDMARKS -> Optional.of(landmarks.input());
        };
    }

    /** The files that hold networks or weights, in their order. */
    public List<ModelFile> networks() {
        return files.stream()
                .filter(file -> file.part() == ModelFile.Part.NETWORK)
                .toList();
    }

    /** The text that says how a network is built, where the engine wants one beside the weights. */
    public Optional<ModelFile> graphOf(ModelFile network) {
        return files.stream()
                .filter(file -> file.part() == ModelFile.Part.GRAPH && file.task() == network.task())
                .findFirst();
    }
}
