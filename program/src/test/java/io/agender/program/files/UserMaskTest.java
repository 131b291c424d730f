package io.agender.program.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserMaskTest {

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("agender.umask");
    }

    @ParameterizedTest
    @CsvSource({
        "0022, rw-r--r--, rwxr-xr-x",
        "0077, rw-------, rwx------",
        "0002, rw-rw-r--, rwxrwxr-x",
        "'', rw-------, rwx------"
    })
    void should_give_results_the_permissions_of_the_users_mask(String mask, String file, String directory)
            throws IOException {
        System.setProperty("agender.umask", mask);
        Path result = Files.createTempFile(folder, "faces", ".jsonl");
        Path results = Files.createTempDirectory(folder, "out");

        UserMask.apply(result);
        UserMask.apply(results);

        assertThat(mode(result)).isEqualTo(file);
        assertThat(mode(results)).isEqualTo(directory);
    }

    @ParameterizedTest
    @CsvSource("0022")
    void should_leave_the_permissions_of_a_result_that_was_there(String mask) throws IOException {
        System.setProperty("agender.umask", mask);
        Path result = Files.createTempFile(folder, "snapshot", ".jpg");

        UserMask.write(result, new byte[1]);

        assertThat(mode(result)).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
