package io.agender.program.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.agender.program.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

    private static final Set<String> OURS = Set.of("broker", "streams");
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    @BeforeEach
    void needOwners() {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews())
                .as("a file system that knows owners")
                .contains("unix");
    }

    @Test
    void should_make_folders_that_only_this_user_can_enter() throws IOException {
        assertThat(mode(PrivateFolder.own(folder.resolve("a/b")))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(mode(PrivateFolder.named(folder.resolve("c"), OURS))).isEqualTo("rwx------");
    }

    @Test
    void should_close_a_folder_of_ours_that_an_earlier_version_left_open() throws IOException {
        assertThat(mode(PrivateFolder.own(open("streams", "rwxr-xr-x")))).isEqualTo("rwx------");

        Path data = open("data", "rwxrwxrwx");
        Files.createDirectory(data.resolve("broker"));
        Files.createDirectory(data.resolve("streams-2"));
        assertThat(mode(PrivateFolder.named(data, OURS))).isEqualTo("rwx------");
    }

    @Test
    void should_leave_a_folder_that_holds_other_things_as_it_is() throws IOException {
        Path home = open("home", "rwxr-xr-x");
        Files.createFile(home.resolve("letter.txt"));

        assertThat(mode(PrivateFolder.named(home, OURS))).isEqualTo("rwxr-xr-x");
    }

    @Test
    void should_refuse_a_folder_in_which_others_can_lay_something() throws IOException {
        Path shared = open("shared", "rwxrwxr-x");
        Files.createFile(shared.resolve("letter.txt"));

        assertThatThrownBy(() -> PrivateFolder.named(shared, OURS))
                .isInstanceOf(CommandException.class)
                .hasMessage("The folder " + shared + " can be changed by other users, and what is kept there must be"
                        + " this user's alone; name another one, or remove it.");
    }

    @Test
    void should_refuse_a_folder_of_another_user() throws IOException {
        Path planted = Files.createDirectory(folder.resolve("planted"));
        giveToNobody(planted);

        assertThatThrownBy(() -> PrivateFolder.own(planted))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The folder " + planted + " belongs to ");
        assertThatThrownBy(() -> PrivateFolder.named(planted, OURS))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The folder " + planted + " belongs to ");
    }

    @Test
    void should_refuse_a_link_where_a_folder_of_ours_should_be() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("target")));

        assertThatThrownBy(() -> PrivateFolder.own(link))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The folder " + link + " is no folder but a link or a file");
    }

    @Test
    void should_follow_the_users_own_link_to_another_disk_and_nobody_elses() throws IOException {
        Path target = open("target", "rwxr-xr-x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        assertThat(PrivateFolder.named(link, OURS)).isEqualTo(link);
        assertThat(mode(target)).isEqualTo("rwx------");

        giveToNobody(link);
        assertThatThrownBy(() -> PrivateFolder.named(link, OURS))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("The folder " + link + " belongs to ");
    }

    private Path open(String name, String mode) throws IOException {
        Path made = Files.createDirectory(folder.resolve(name));
        return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
    }

    private static void giveToNobody(Path path) {
        try {
            Files.setAttribute(path, "unix:uid", NOBODY, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            assumeThat(e).as("the right to give files to others").isNull();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
