package io.agender.models.fetch;

import io.agender.models.Conversion;
import io.agender.models.FileSource;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelException;
import io.agender.models.ModelFile;
import io.agender.models.PublishedFile;
import io.agender.models.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings the files of models into the model directory: fetched as they are published, or made from what is published.
 * Belongs to one thread, which closes it.
 */
public final class ModelFetcher implements AutoCloseable {

    /** Beside the files, for what they are made from; emptied once they are made. */
    private static final String ORIGINALS = "originals";

    private final Path directory;
    private final FileFetcher fetcher;
    private final ModelConverter converter;

    public ModelFetcher(FetchConfig config, FetchProgress progress, ModelConverter converter) {
        this.directory = config.directory();
        this.fetcher = new FileFetcher(config, progress);
        this.converter = converter;
    }

    /** What was done for a file. */
    public enum Outcome {
        /** It comes with this program or with OpenCV. */
        BUILT_IN,
        /** It was there already, and is what was published. */
        WAS_HERE,
        FETCHED,
        /** It was made from what was published. */
        CONVERTED
    }

    /**
     * Brings one file of a model.
     *
     * @throws FetchException when no source gives it
     * @throws ModelException when what was fetched cannot be converted
     * @throws IOException when the model directory cannot be written
     */
    public Outcome fetch(ModelDescriptor model, ModelFile file) throws IOException, InterruptedException {
        if (file.sources().stream()
                .anyMatch(source -> source instanceof FileSource.Bundled || source instanceof FileSource.OpenCv)) {
            return Outcome.BUILT_IN;
        }
        Path target = directory.resolve(file.location());
        if (isHere(file, target)) {
            return Outcome.WAS_HERE;
        }
        PublishedFile published = new PublishedFile(file.location(), file.size(), file.sha256(), file.sources());
        if (file.conversion() == null) {
            fetcher.fetch(published, target).ifPresent(why -> {
                throw missing(model, file.location(), why, target);
            });
            return Outcome.FETCHED;
        }
        // Only a known hash tells a converted file on the mirror from any other.
        if (file.sha256() != null && fetcher.fetch(published, target).isEmpty()) {
            return Outcome.FETCHED;
        }
        convert(model, file, target);
        return Outcome.CONVERTED;
    }

    private static boolean isHere(ModelFile file, Path target) throws IOException {
        return Files.isRegularFile(target)
                && (file.sha256() == null || file.sha256().equals(Sha256.of(target)));
    }

    private void convert(ModelDescriptor model, ModelFile file, Path target) throws IOException, InterruptedException {
        Path originals = directory.resolve(ORIGINALS);
        List<PublishedFile> needed = file.conversion().from();
        for (PublishedFile each : needed) {
            Path place = originals.resolve(each.name());
            boolean here = Files.isRegularFile(place)
                    && each.sha256() != null
                    && each.sha256().equals(Sha256.of(place));
            if (!here) {
                Optional<String> why = fetcher.fetch(each, place);
                if (why.isPresent()) {
                    throw missing(model, each.name(), why.get(), place);
                }
            }
        }
        byte[] onnx = converter.convert(model, file, originals);
        if (file.sha256() != null && !file.sha256().equals(Sha256.of(onnx))) {
            throw new ModelException(file.location() + " of model " + model.name() + " came out of the conversion with"
                    + " SHA-256 " + Sha256.of(onnx) + " where " + file.sha256()
                    + " is expected; use the version of this program that belongs to the descriptor.");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.write(part, onnx);
        FileFetcher.move(part, target);
        remove(file.conversion(), originals);
    }

    private static void remove(Conversion conversion, Path originals) throws IOException {
        for (PublishedFile each : conversion.from()) {
            Files.deleteIfExists(originals.resolve(each.name()));
        }
        String[] rest = originals.toFile().list();
        if (rest != null && rest.length == 0) {
            Files.delete(originals);
        }
    }

    private static FetchException missing(ModelDescriptor model, String name, String why, Path place) {
        return new FetchException("File " + name + " of model " + model.name() + " cannot be fetched: " + why
                + "; if you have it, put it at " + place + ".");
    }

    @Override
    public void close() throws IOException {
        fetcher.close();
    }
}
