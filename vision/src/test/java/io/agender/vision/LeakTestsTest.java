package io.agender.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Watches over the leak tests: none may be forgotten. */
class LeakTestsTest {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path TESTS = Path.of("src", "test", "java");

    @Test
    void should_find_a_leak_test_that_names_each_class_that_is_closed() throws IOException {
        List<String> leakTests = leakTests();
        List<String> closed = closedClasses();

        assertThat(closed).contains("OrtModel", "Mp4Recorder", "CascadeDetector", "FrameEncoder", "TestFigure");
        assertThat(closed).allSatisfy(name -> assertThat(leakTests)
                .as("a test that calls NativeMemory.shouldNotGrow and names " + name)
                .anyMatch(Pattern.compile("\\b" + name + "\\b").asPredicate()));
    }

    private static List<String> leakTests() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(Files::isRegularFile)
                    .map(LeakTestsTest::text)
                    .filter(text -> text.contains("NativeMemory.shouldNotGrow("))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return file.toString().endsWith(".java") ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Simple names; the packages that hold native objects. */
    private static List<String> closedClasses() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.replace(File.separatorChar, '/')
                            .matches(".*/vision/(opencv|onnx|image|export|video(/[a-z]+)?)/[A-Za-z0-9]+\\.class"))
                    .map(name -> load(
                            name.substring(0, name.length() - ".class".length()).replace(File.separatorChar, '.')))
                    .filter(type -> AutoCloseable.class.isAssignableFrom(type) && !type.isInterface())
                    .map(Class::getSimpleName)
                    .sorted()
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, LeakTestsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return fail(name, e);
        }
    }
}
