package io.agender.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds the files of models: in the user's directory first, then among the bundled ones; those of OpenCV in OpenCV.
 *
 * @param openCvData finds a data file inside the OpenCV library by name
 */
record ModelFileSource(Optional<Path> directory, Function<String, Optional<byte[]>> openCvData) {

    static final String OPENCV = "opencv:";

    private static final String DESCRIPTOR = ".json";

    /** How a model is fetched: in the image, which says so, into the volume that all its containers share. */
    private static final String PULL =
            Boolean.getBoolean("agender.image") ? "docker compose run --rm models pull " : "agender models pull ";

    private static final long LARGEST_DESCRIPTOR = 1 << 20;

    FoundFile find(ModelDescriptor model, ModelFile file) {
        if (file.location().startsWith(OPENCV)) {
            return openCvData
                    .apply(file.location().substring(OPENCV.length()))
                    .map(bytes -> new FoundFile(bytes, file.location(), "this program needs another OpenCV"))
                    .orElseThrow(() -> new ModelException("This OpenCV has no data file "
                            + file.location().substring(OPENCV.length()) + ", which model " + model.name()
                            + " needs; choose another model."));
        }
        return inDirectory(file)
                .or(() -> BundledFiles.file(file.location())
                        .map(bytes -> new FoundFile(
                                bytes, "The bundled " + file.location(), "build or install the program again")))
                .orElseThrow(() -> missing(model, file));
    }

    private Optional<FoundFile> inDirectory(ModelFile file) {
        Optional<Path> path =
                directory.map(folder -> folder.resolve(file.location())).filter(Files::exists);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FoundFile(
                bytes(path.get(), file.size() == null ? ModelFile.LARGEST : Math.min(file.size(), ModelFile.LARGEST)),
                path.get().toString(),
                "fetch it again or remove it from the model directory"));
    }

    FileState state(ModelFile file) {
        if (file.location().startsWith(OPENCV)) {
            return FileState.IN_OPENCV;
        }
        if (directory
                .filter(folder -> Files.exists(folder.resolve(file.location())))
                .isPresent()) {
            return FileState.HERE;
        }
        return BundledFiles.has(file.location()) ? FileState.BUNDLED : FileState.MISSING;
    }

    /** The user's own descriptors, by their files' names. */
    List<ModelDescriptor> descriptors() {
        if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory.get())) {
            return found.filter(path -> isDescriptor(path.getFileName().toString()))
                    .sorted()
                    .map(path -> DescriptorReader.read(path.toString(), bytes(path, LARGEST_DESCRIPTOR)))
                    .toList();
        } catch (IOException e) {
            throw new ModelException(
                    "The model directory " + directory.get() + " cannot be read; check its permissions.", e);
        }
    }

    private static boolean isDescriptor(String name) {
        return name.endsWith(DESCRIPTOR) && !name.endsWith(AnswerPairs.ENDING) && !name.endsWith(MeasuredErrors.ENDING);
    }

    /** What a model answered for labelled faces, if that was measured. */
    Optional<AnswerPairs> pairs(ModelDescriptor model) {
        return beside(model, AnswerPairs.ENDING, AnswerPairsFile::read);
    }

    /** How far a model is off, if that was measured. */
    Optional<MeasuredErrors> errors(ModelDescriptor model) {
        return beside(model, MeasuredErrors.ENDING, MeasuredErrorsFile::read);
    }

    /** What stands beside a descriptor in a file of its own; the user's own goes before the bundled one. */
    private <T> Optional<T> beside(ModelDescriptor model, String ending, BiFunction<String, byte[], T> read) {
        String name = model.name() + ending;
        return directory
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .map(path -> read.apply(path.toString(), bytes(path, LARGEST_DESCRIPTOR)))
                .or(() -> BundledFiles.file(name).map(bytes -> read.apply(name, bytes)));
    }

    private static byte[] bytes(Path path, long most) {
        try {
            if (Files.size(path) > most) {
                throw new ModelException("Model file " + path + " has " + Files.size(path) + " bytes, and " + most
                        + " is the most that it may have; remove it from the model directory or fetch it again.");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ModelException("Model file " + path + " cannot be read; check that it is a readable file.", e);
        }
    }

    private ModelException missing(ModelDescriptor model, ModelFile file) {
        String folder = directory.map(path -> "put it into " + path).orElse("name the directory that has it");
        String cure = file.obtainable() ? "get it with " + PULL + model.name() + ", or " + folder : folder;
        return new ModelException(
                "File " + file.location() + " of model " + model.name() + " is missing; " + cure + ".");
    }
}
