package io.agender.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A checkout of links to the one that was built, with Confluent's jar in {@code ext/}, where its users put it. Closing
 * removes the links, for JUnit warns of each that is left in a temporary folder.
 */
final class Checkout implements AutoCloseable {

    private static final List<String> PARTS =
            List.of("samples", "deploy", "embedded/target/registry", "launcher/target/agender/lib");

    private final Path folder;

    private Checkout(Path folder) {
        this.folder = folder;
    }

    /** @param folder is made */
    static Checkout withConfluent(Path folder) throws IOException {
        Path house = Path.of(System.getProperty("agender.home")).toRealPath();
        for (String part : PARTS) {
            Files.createDirectories(folder.resolve(part).getParent());
            Files.createSymbolicLink(folder.resolve(part), house.resolve(part));
        }
        Files.createSymbolicLink(
                folder.resolve("ext"), Path.of("target", "confluent").toRealPath());
        Files.copy(house.resolve("agender"), folder.resolve("agender"));
        Files.createFile(folder.resolve("launcher/target/agender/.built")); // nothing to build
        return new Checkout(folder);
    }

    /** Runs the program as its users do. */
    ChildProgram agender(List<String> arguments) throws IOException {
        return ChildProgram.script(folder.resolve("agender"), arguments);
    }

    @Override
    public void close() throws IOException {
        for (String part : PARTS) {
            Files.delete(folder.resolve(part));
        }
        Files.delete(folder.resolve("ext"));
    }
}
