package io.agender.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Descriptors and networks that are part of the program, beside this class. */
final class BundledFiles {

    /** Lists the descriptors, because a folder inside a jar cannot be listed. */
    private static final String INDEX = "descriptors.txt";

    private BundledFiles() {}

    static List<ModelDescriptor> descriptors() {
        String index = new String(present(INDEX), StandardCharsets.UTF_8);
        return index.lines()
                .map(name -> DescriptorReader.read(name, present(name)))
                .toList();
    }

    static Optional<byte[]> file(String name) {
        try (InputStream resource = BundledFiles.class.getResourceAsStream(name)) {
            return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("bundled file " + name, e);
        }
    }

    static boolean has(String name) {
        return BundledFiles.class.getResource(name) != null;
    }

    private static byte[] present(String name) {
        return file(name)
                .orElseThrow(() -> new ModelException(
                        "The bundled file " + name + " is missing; build or install the program again."));
    }
}
