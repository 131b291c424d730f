package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One file of a model.
 *
 * @param task what this file answers
 * @param part what the file holds; a network when the descriptor does not say
 * @param location where it is: a file name in the model directory or beside the descriptor, or {@code opencv:NAME} for
 *     a data file that comes inside the OpenCV library, such as
 *     {@code opencv:haarcascades/haarcascade_frontalface_alt.xml}
 * @param size bytes; null where no published size is known
 * @param sha256 SHA-256 of the file, 64 hexadecimal digits; null where no published hash is known: then whatever file is
 *     there is taken, and records name it by its own hash
 * @param roughSize about how many bytes, as the authors say, where the size is not known; null otherwise
 * @param sources where the file can be had, in the order in which they are tried
 * @param conversion how the file is made from what its authors published; null for a file that is used as it is
 */
public record ModelFile(
        @JsonProperty(required = true) Task task,
        Part part,
        @JsonProperty(required = true) String location,
        Long size,
        String sha256,
        Long roughSize,
        List<FileSource> sources,
        Conversion conversion) {

    /** The most bytes that a file of a model may have: an ONNX file has no more, and neither has an array. */
    public static final long LARGEST = Integer.MAX_VALUE - 8L;

    private static final int SHORT_HASH = 12;

    public ModelFile {
        part = part == null ? Part.NETWORK : part;
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** A network that comes from nowhere in particular. */
    public static ModelFile network(Task task, String location, Long size, String sha256) {
        return new ModelFile(task, Part.NETWORK, location, size, sha256, null, List.of(), null);
    }

    /** What a file answers. */
    public enum Task {
        DETECTION,
        GENDER,
        AGE,
        GENDER_AND_AGE,
        LANDMARKS
    }

    /** What a file holds. */
    public enum Part {
        /** A whole network, or the weights of one. */
        NETWORK,
        /** Only the text that says how the network of the same task is built; OpenCV wants it beside the weights. */
        GRAPH
    }

    /** Whether this file, or the original that it is made from, can be fetched from somewhere. */
    public boolean obtainable() {
        return sources.stream().anyMatch(source -> !(source instanceof FileSource.NotPublished)) || conversion != null;
    }

    /**
     * The first 12 digits of the hash, as records name a model.
     *
     * @param bytes the file itself, whose hash is taken where no published one is known
     */
    public String shortHash(byte[] bytes) {
        return (sha256 == null ? Sha256.of(bytes) : sha256).substring(0, SHORT_HASH);
    }
}
