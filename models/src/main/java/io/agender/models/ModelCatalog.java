package io.agender.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All models there are. Immutable and safe to share. */
public final class ModelCatalog {

    private ModelCatalog() {}

    /**
     * Reads and checks the bundled descriptors.
     *
     * @param directory where model files are looked for before the bundled ones
     * @param openCvData finds a data file inside the OpenCV library by name, for locations that start with {@code opencv:}
     * @throws ModelException when a descriptor is wrong
     */
    public static ModelCatalog load(Optional<Path> directory, Function<String, Optional<byte[]>> openCvData) {
        throw new IllegalStateException();
    }

    /** The detector of this name; throws {@link ModelException} with the known names when there is none. */
    public ModelDescriptor detector(String name) {
        throw new IllegalStateException();
    }

    /** The gender and age model of this name; throws {@link ModelException} with the known names when there is none. */
    public ModelDescriptor attributes(String name) {
        throw new IllegalStateException();
    }

    /** All descriptors, by name. */
    public List<ModelDescriptor> all() {
        throw new IllegalStateException();
    }

    /**
     * The bytes of a model file, checked against its size and hash.
     *
     * @throws ModelException when the file is missing or is not what the descriptor says
     */
    public byte[] read(ModelDescriptor model, ModelFile file) {
        throw new IllegalStateException();
    }
}
