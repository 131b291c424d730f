package io.agender.conversion;

import io.agender.models.FileSource;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One of the bundled networks that were made here, from files of npm packages, as their descriptors say. Those that are
 * bundled as they were published are none.
 */
record BundledModel(ModelDescriptor model, ModelFile file) {

    /** All bundled networks, in the order in which they are converted. */
    static List<BundledModel> all() {
        return ModelCatalog.load(Optional.empty(), name -> Optional.empty()).all().stream()
                .flatMap(model -> model.files().stream().map(file -> new BundledModel(model, file)))
                .filter(bundled -> bundled.file().sources().contains(new FileSource.Bundled())
                        && bundled.file().conversion() != null)
                .toList();
    }

    /** Name of the ONNX file. */
    String target() {
        return file.location();
    }

    /**
     * Converts this network.
     *
     * @param packageModels the folder of the unpacked npm package that holds the published files
     * @return the ONNX file
     * @throws io.agender.models.ModelException when a file is missing or is not what was expected
     */
    byte[] convert(Path packageModels) {
        return PublishedModel.convert(model, file, packageModels);
    }
}
