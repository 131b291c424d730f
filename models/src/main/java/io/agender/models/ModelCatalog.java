package io.agender.models;

import io.agender.models.ModelDescriptor.ModelKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** All models there are. Immutable and safe to share. */
public final class ModelCatalog {

    private final Map<String, ModelDescriptor> models;
    private final ModelFileSource files;

    ModelCatalog(List<ModelDescriptor> descriptors, ModelFileSource files) {
        Map<String, ModelDescriptor> byName = new TreeMap<>();
        for (ModelDescriptor descriptor : descriptors) {
            if (byName.put(descriptor.name(), descriptor) != null) {
                throw new ModelException(
                        "There are two model descriptors named " + descriptor.name() + "; rename one of them.");
            }
        }
        this.models = byName;
        this.files = files;
    }

    /**
     * Reads and checks the bundled descriptors, and the user's own: every {@code .json} file in the model directory.
     *
     * @param directory where model files are looked for before the bundled ones; it need not exist
     * @param openCvData finds a data file inside the OpenCV library by name, for locations that start with {@code opencv:}
     * @throws ModelException when a descriptor is wrong
     */
    public static ModelCatalog load(Optional<Path> directory, Function<String, Optional<byte[]>> openCvData) {
        ModelFileSource files = new ModelFileSource(directory, openCvData);
        List<ModelDescriptor> all = new ArrayList<>(BundledFiles.descriptors());
        all.addAll(files.descriptors());
        return new ModelCatalog(all, files);
    }

    /** The detector of this name; throws {@link ModelException} with the known names when there is none. */
    public ModelDescriptor detector(String name) {
        return find(name, ModelKind.DETECTOR, "detector");
    }

    /** The gender and age model of this name; throws {@link ModelException} with the known names when there is none. */
    public ModelDescriptor attributes(String name) {
        return find(name, ModelKind.ATTRIBUTES, "gender and age model");
    }

    /** The model for landmarks of this name; throws {@link ModelException} with the known names when there is none. */
    public ModelDescriptor landmarks(String name) {
        return find(name, ModelKind.LANDMARKS, "model for landmarks");
    }

    /** All descriptors, by name. */
    public List<ModelDescriptor> all() {
        return List.copyOf(models.values());
    }

    /** The model of this name, whatever it is for; throws {@link ModelException} when there is none. */
    public ModelDescriptor model(String name) {
        ModelDescriptor model = models.get(name);
        if (model == null) {
            throw new ModelException(
                    "There is no model named " + name + "; known are " + String.join(", ", models.keySet()) + ".");
        }
        return model;
    }

    /** Where a model's file is; not whether it is the right one. */
    public FileState state(ModelFile file) {
        return files.state(file);
    }

    /**
     * The bytes of a model file, checked against its size and hash where the descriptor knows them.
     *
     * @throws ModelException when the file is missing or is not what the descriptor says
     */
    public byte[] read(ModelDescriptor model, ModelFile file) {
        FoundFile found = files.find(model, file);
        if (file.size() != null && found.bytes().length != file.size()) {
            throw new ModelException(found.place() + ", a file of model " + model.name() + ", has "
                    + found.bytes().length + " bytes where " + file.size() + " are expected; " + found.cure() + ".");
        }
        String hash = Sha256.of(found.bytes());
        if (file.sha256() != null && !hash.equals(file.sha256())) {
            throw new ModelException(found.place() + ", a file of model " + model.name() + ", has SHA-256 " + hash
                    + " where " + file.sha256() + " is expected; " + found.cure() + ".");
        }
        return found.bytes();
    }

    /**
     * What a model answered for labelled faces; empty when that was not measured.
     *
     * @throws ModelException when the file that says it is wrong
     */
    public Optional<AnswerPairs> pairs(ModelDescriptor model) {
        return files.pairs(model);
    }

    /**
     * How far a model is off for labelled faces, by group; empty when that was not measured.
     *
     * @throws ModelException when the file that says it is wrong
     */
    public Optional<MeasuredErrors> errors(ModelDescriptor model) {
        return files.errors(model);
    }

    /** Whether all files of a model are here. Whether they are the right ones is seen when they are read. */
    public boolean has(ModelDescriptor model) {
        return model.files().stream().allMatch(file -> files.state(file) != FileState.MISSING);
    }

    private ModelDescriptor find(String name, ModelKind kind, String what) {
        ModelDescriptor model = models.get(name);
        if (model == null || model.kind() != kind) {
            List<String> known = models.values().stream()
                    .filter(candidate -> candidate.kind() == kind)
                    .map(ModelDescriptor::name)
                    .toList();
            throw new ModelException(
                    "There is no " + what + " named " + name + "; known are " + String.join(", ", known) + ".");
        }
        return model;
    }
}
