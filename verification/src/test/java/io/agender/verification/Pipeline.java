package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.AuditReport;
import io.agender.audit.SummaryRules;
import io.agender.audit.WholeTopics;
import io.agender.audit.row.RowsAudit;
import io.agender.schemas.Frame;
import io.agender.schemas.SerdeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The topics, empty at first, and the services of one run, each instance in a process of its own. */
final class Pipeline implements AutoCloseable {

    static final String PROCESSOR = "processor";
    static final String AGGREGATOR = "aggregator";

    private static final int PARTITIONS = 3;
    private static final Duration MAX_RUN = Duration.ofMinutes(4);

    private static final Duration IDLE = Duration.ofSeconds(30);

    /** What all instances share. The dead are missed after three seconds. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("value.serializer", LocalAvroSerializer.class.getName()),
            Map.entry("value.deserializer", LocalAvroDeserializer.class.getName()),
            Map.entry("kafka.session.timeout.ms", "3000"),
            Map.entry("kafka.heartbeat.interval.ms", "500"),
            Map.entry("kafka.transaction.timeout.ms", "5000"),
            Map.entry("window", "3s"),
            Map.entry("grace", "700ms"),
            Map.entry("partial.interval", "1s"),
            Map.entry("rollups", "hourly,daily,weekly"),
            Map.entry("age.bands", "0,13,18,25,35,45,55,65"));

    private final String name;
    private final Broker broker;
    private final Path folder;
    private final Checker checker;
    private final Duration longestRun;
    private final Duration idle;
    private final List<Service> services = new ArrayList<>();

    /** @param folder where states and logs are kept, in a folder of the run's name */
    Pipeline(String name, Broker broker, Path folder) {
        this(name, broker, folder, MAX_RUN, IDLE);
    }

    /** @param longestRun how long is waited for records before what is missing counts as lost */
    Pipeline(String name, Broker broker, Path folder, Duration longestRun) {
        this(name, broker, folder, longestRun, IDLE);
    }

    /** A pipeline that closes the windows of a camera after another time of silence. */
    static Pipeline closingAfter(Duration idle, String name, Broker broker, Path folder) {
        return new Pipeline(name, broker, folder, MAX_RUN, idle);
    }

    private Pipeline(String name, Broker broker, Path folder, Duration longestRun, Duration idle) {
        this.name = name;
        this.longestRun = longestRun;
        this.idle = idle;
        this.broker = broker;
        this.folder = folder.resolve(name);
        this.checker = new Checker(
                new WholeTopics(broker.clientProperties()),
                new SerdeConfig(LocalAvroSerializer.class.getName(), LocalAvroDeserializer.class.getName(), Map.of()),
                rules(idle),
                ProofPlaces.all());
        broker.renewTopics(PARTITIONS);
        ProofPlaces.send(broker.clientProperties());
    }

    private static SummaryRules rules(Duration idle) {
        return new SummaryRules(
                Duration.ofSeconds(3),
                Duration.ofMillis(700),
                idle,
                Duration.ofSeconds(1),
                List.of(0, 13, 18, 25, 35, 45, 55, 65));
    }

    /** Starts an instance. */
    Service start(String kind, int number) {
        return start(kind, number, Map.of());
    }

    /** Starts an instance with settings of its own. */
    Service start(String kind, int number, Map<String, String> settings) {
        return instance(kind, number, settings).start();
    }

    /** An instance that is not yet started. */
    Service instance(String kind, int number, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.put("idle", idle.toSeconds() + "s");
        all.put("bootstrap.servers", broker.bootstrapServers());
        all.put("application.id", application(kind));
        all.put("kafka.group.instance.id", kind + "-" + number);
        all.putAll(settings);
        Service service = new Service(kind, folder.resolve(kind + "-" + number), all);
        services.add(service);
        return service;
    }

    CompletableFuture<Void> send(List<Frame> frames, Duration duration) {
        return new LoadGenerator(broker.clientProperties()).send(frames, duration);
    }

    /** How many records of faces can be read. */
    long facesSoFar() {
        return checker.found().faceRecords();
    }

    /** Waits until so many records of faces can be read. */
    void awaitFaces(long count) {
        Awaitility.await(count + " records of faces in " + folder)
                .atMost(longestRun)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> facesSoFar() >= count);
    }

    /** Waits until the aggregator has written a summary, and its stores with it. */
    void awaitSummary() {
        Awaitility.await("a summary in " + folder)
                .atMost(longestRun)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> !checker.found().summaries().isEmpty());
    }

    /** Waits until everything that the frames sent so far must give can be read. */
    void awaitAll() {
        Outputs expected = checker.expected().outputs();
        Awaitility.await("all records in " + folder)
                .atMost(longestRun)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> expected.isReachedBy(checker.found()));
    }

    /** What {@code agender verify} says of the topics as they are now. */
    AuditReport audited() {
        return checker.audited();
    }

    /** What can be read now. */
    Outputs found() {
        return checker.found();
    }

    /** The hours, days and weeks that can be read now. */
    Periods periods() {
        return checker.periods();
    }

    /** Waits until hours, days and weeks hold all that windows say that can be read now. */
    void awaitPeriods() {
        Outputs windows = checker.found();
        Awaitility.await("hours, days and weeks with all windows in " + folder)
                .atMost(longestRun)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> checker.periods().sumUp(windows));
    }

    /** The rows that can be read now, against the windows and hours. */
    RowsAudit rows() {
        return checker.rows();
    }

    /** The application id of all instances of a kind. */
    String application(String kind) {
        return name + "-" + kind;
    }

    /** Waits until instances of a kind have these numbers and each of them has a partition. */
    void awaitSharing(String kind, Integer... numbers) {
        List<String> names =
                Arrays.stream(numbers).map(number -> kind + "-" + number).toList();
        try (Admin admin = Admin.create(broker.clientProperties())) {
            Awaitility.await("partitions of each of " + names)
                    .atMost(longestRun)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(ExecutionException.class) // as long as there is no such group
                    .untilAsserted(() -> assertThat(withPartitions(admin, application(kind)))
                            .hasSameSizeAs(names)
                            .allMatch(member -> names.stream().anyMatch(member::startsWith)));
        }
    }

    private static List<String> withPartitions(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .map(member -> member.groupInstanceId().orElseThrow())
                .toList();
    }

    /**
     * Waits for the end, stops all instances so that nothing more can come, and checks. Where the end does not come the
     * verdict names what is missing.
     */
    Verdict finish() {
        try {
            awaitAll();
            awaitPeriods();
        } catch (ConditionTimeoutException e) {
            System.out.println("proof: " + name + ": " + e.getMessage());
        }
        close();
        Verdict verdict = checker.verdict();
        System.out.println("proof: " + name + ": " + verdict);
        return verdict;
    }

    /** Stops all instances side by side; each takes its time. */
    @Override
    public void close() {
        CompletableFuture.allOf(services.stream()
                        .map(service -> CompletableFuture.runAsync(service::close, stop -> new Thread(stop).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
