package io.agender.models.fetch;

import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import java.nio.file.Path;

/** Makes a file of a model from what its authors published. The one that is there is in a module above this one. */
@FunctionalInterface
public interface ModelConverter {

    /**
     * Converts one file.
     *
     * @param file a file of the model, with a conversion
     * @param folder where the published files lie, under the names that the conversion gives them
     * @return the ONNX file
     * @throws io.agender.models.ModelException when a published file is not what the conversion needs
     */
    byte[] convert(ModelDescriptor model, ModelFile file, Path folder);
}
