package io.agender.conversion;

import io.agender.conversion.format.FaceApiConverter;
import io.agender.conversion.format.KerasSsrnetConverter;
import io.agender.conversion.format.MxnetConverter;
import io.agender.conversion.format.TfjsConverter;
import io.agender.conversion.onnx.ConversionOptions;
import io.agender.models.AttributesSpec;
import io.agender.models.Conversion;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import java.nio.file.Path;

/** Makes the ONNX files of the catalogue from what their authors published. Has no state. */
public final class PublishedModel {

    private static final String INPUT = "image";

    private PublishedModel() {}

    /**
     * Converts one file.
     *
     * @param file a file of the model, with a conversion
     * @param folder where the published files lie, under the names that the conversion gives them
     * @return the ONNX file
     * @throws io.agender.models.ModelException when a published file is missing or is not what the conversion needs
     */
    public static byte[] convert(ModelDescriptor model, ModelFile file, Path folder) {
        Conversion conversion = file.conversion();
        ConversionOptions options =
                new ConversionOptions(file.location().replaceFirst("\\.onnx$", ""), INPUT, conversion.outputs());
        Path first = folder.resolve(conversion.from().get(0).name());
        return switch (conversion.format()) {
            case TFJS -> TfjsConverter.convert(first, options);
            case FACE_API -> FaceApiConverter.convert(first, options);
            case KERAS_SSRNET -> KerasSsrnetConverter.convert(first, options);
            case MXNET -> {
                AttributesSpec spec = model.attributes();
                yield MxnetConverter.convert(
                        first,
                        folder.resolve(conversion.from().get(1).name()),
                        spec.input().width(),
                        spec.input().height(),
                        options);
            }
        };
    }
}
