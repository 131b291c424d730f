package io.agender.launcher;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agender.embedded.EmbeddedPlatform;
import io.agender.embedded.PlatformConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program leaves on the disk, and who can read it; started by its script, under the usual mask. */
class LocalFilesIT {

    private static final String GROUP = "agender-aggregator";

    @TempDir
    Path folder;

    private Checkout checkout;
    private final List<Process> services = new ArrayList<>();

    @BeforeEach
    void makeACheckout() throws Exception {
        checkout = Checkout.make(folder, "checkout");
    }

    @AfterEach
    void stopAndRemove() throws Exception {
        for (Process service : services) {
            service.destroy();
            service.waitFor(60, TimeUnit.SECONDS);
        }
        checkout.removeLinks();
    }

    @Test
    void should_keep_pictures_and_stores_for_this_user_alone_and_leave_results_as_the_user_wants_them()
            throws Exception {
        int exitCode = checkout.run(
                "umask 022; ./agender run samples/door.mp4 --limit 20 --no-dashboard --data-dir ../data --output ../out",
                Map.of());

        assertThat(exitCode).as(checkout.log()).isZero();
        Map<String, String> data = modes(folder.resolve("data"));
        assertThat(data.keySet())
                .anyMatch(name -> name.contains("agender.frames-0/"))
                .contains("registry/registry.log");
        assertThat(data).allSatisfy((name, mode) -> assertThat(mode).as(name).endsWith("------"));
        assertThat(modes(folder.resolve("out")))
                .containsEntry("", "rwxr-xr-x")
                .containsEntry("faces.jsonl", "rw-r--r--")
                .containsEntry("summary.jsonl", "rw-r--r--")
                .containsEntry("door.mp4", "rw-r--r--");
    }

    @Test
    void should_give_each_service_a_folder_of_its_own_and_the_same_one_after_a_kill() throws Exception {
        Path state = folder.resolve("state/agender");
        try (EmbeddedPlatform cluster =
                        EmbeddedPlatform.open(PlatformConfig.temporary(Path.of("../embedded/target/registry"))
                                .withoutLogin());
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            assertThat(Agender.runAt(cluster, "topics", "create", "--partitions", "2")
                            .exitCode())
                    .isZero();
            Process first = aggregate(cluster, "first");
            awaitNames(admin, 1);
            Process second = aggregate(cluster, "second");
            Set<String> names = awaitNames(admin, 2);

            assertThat(folders(state)).containsExactlyInAnyOrder("streams", "streams-2");
            assertThat(modes(state))
                    .allSatisfy((name, mode) -> assertThat(mode).as(name).endsWith("------"));
            assertThat(folder.resolve("tmp")).isEmptyDirectory();

            first.descendants().forEach(ProcessHandle::destroyForcibly);
            first.destroyForcibly().waitFor();
            aggregate(cluster, "again");

            await().atMost(ofSeconds(60)).until(() -> checkout.log("again").contains("stores are in"));
            assertThat(checkout.log("again")).contains("The stores are in " + state.resolve("streams") + "\n");
            assertThat(awaitNames(admin, 2)).isEqualTo(names);
            assertThat(folders(state)).containsExactlyInAnyOrder("streams", "streams-2");
            assertThat(second.isAlive()).as(checkout.log("second")).isTrue();
        }
    }

    private Process aggregate(EmbeddedPlatform cluster, String name) throws IOException {
        Process service = checkout.startHere(
                name,
                "umask 022; mkdir -p ../tmp; exec ./agender aggregate --bootstrap-servers " + cluster.bootstrapServers()
                        + " --registry-url " + cluster.registryUrl(),
                Map.of(
                        "XDG_STATE_HOME",
                        folder.resolve("state").toString(),
                        "AGENDER_JAVA_OPTS",
                        "-Djava.io.tmpdir=" + folder.resolve("tmp")));
        services.add(service);
        return service;
    }

    /** The names in the group of as many static members as that. */
    private static Set<String> awaitNames(Admin admin, int members) {
        return await().atMost(ofSeconds(60)).until(() -> names(admin), names -> names.size() == members);
    }

    private static Set<String> names(Admin admin) throws InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
                    .map(MemberDescription::groupInstanceId)
                    .map(id -> id.orElse("none"))
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            return Set.of(); // not there yet
        }
    }

    private static List<String> folders(Path state) throws IOException {
        try (Stream<Path> entries = Files.list(state)) {
            return entries.map(Path::getFileName).map(Path::toString).toList();
        }
    }

    private static Map<String, String> modes(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.collect(Collectors.toMap(path -> root.relativize(path).toString(), LocalFilesIT::mode));
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            return "gone------";
        }
    }
}
