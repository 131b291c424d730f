package io.agender.launcher.run;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Ends the transactions that a run on the same data has left open, before the services are started. What the broker knows
 * of one lies in several files, which the system writes when it likes: after a loss of power its coordinator may hold it for
 * ended, or not know it, while a topic still waits for its mark. Nobody would ever write that, and all that comes behind it
 * in the partition would stay hidden. And who goes on with an earlier producer's name may be given a number that partitions
 * have seen before, and refuse; so the services get names of their own at each start.
 *
 * <p>Only for a broker that nobody else uses. A transaction that its coordinator can end is left to it, for it knows whether
 * that was decided.
 */
public final class LeftTransactions {

    /** Where Kafka Streams remembers what its producers are called. */
    private static final String PRODUCER_NAMES = "kafka-streams-process-metadata";

    private static final Set<TransactionState> DECIDED = EnumSet.of(
            TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT, TransactionState.PREPARE_EPOCH_FENCE);

    /** A coordinator that has not ended one by then never will: a partition has seen a later number of the producer. */
    private static final int PATIENCE_MILLIS = 5_000;

    private static final long PAUSE_MILLIS = 100;

    private final Admin admin;
    private final Consumer<String> say;

    /** @param say takes a line for the user */
    public LeftTransactions(Admin admin, Consumer<String> say) {
        this.admin = admin;
        this.say = say;
    }

    /**
     * Ends all that is open.
     *
     * @param streams the folder for the stores of Kafka Streams
     */
    public void end(Path streams) throws InterruptedException {
        try {
            List<AbortTransactionSpec> hanging = open();
            if (!hanging.isEmpty()) {
                fence(hanging);
                hanging = leftByCoordinators();
            }
            for (AbortTransactionSpec open : hanging) {
                abort(open);
            }
            if (!hanging.isEmpty()) {
                say.accept("What was written of work that was half done when the run before ended is left out, in "
                        + hanging.stream()
                                .map(open -> String.valueOf(open.topicPartition()))
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ".");
            }
            forgetProducerNames(streams);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException) {
                throw new CommandException(
                        ExitCode.KAFKA,
                        "The broker can't end what the run before has left half done ("
                                + e.getCause().getMessage() + ").",
                        e.getCause());
            }
            throw new IllegalStateException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets coordinators end what nobody has decided; what can't be ended in this way stays. */
    private void fence(List<AbortTransactionSpec> open) throws InterruptedException, ExecutionException {
        Set<Long> producers =
                open.stream().map(AbortTransactionSpec::producerId).collect(Collectors.toSet());
        List<String> undecided = admin.listTransactions().all().get().stream()
                .filter(transaction -> transaction.state() == TransactionState.ONGOING)
                .filter(transaction -> producers.contains(transaction.producerId()))
                .map(TransactionListing::transactionalId)
                .toList();
        if (undecided.isEmpty()) {
            return;
        }
        try {
            admin.fenceProducers(undecided, new FenceProducersOptions().timeoutMs(PATIENCE_MILLIS))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
        }
    }

    private List<AbortTransactionSpec> leftByCoordinators() throws InterruptedException, ExecutionException {
        long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        List<AbortTransactionSpec> open = open();
        while (System.nanoTime() - giveUp < 0 && areDecided(open)) {
            Thread.sleep(PAUSE_MILLIS);
            open = open();
        }
        return open;
    }

    /** Whether a coordinator still means to write marks. */
    private boolean areDecided(List<AbortTransactionSpec> open) throws InterruptedException, ExecutionException {
        Set<Long> decided = admin.listTransactions().all().get().stream()
                .filter(transaction -> DECIDED.contains(transaction.state()))
                .map(TransactionListing::producerId)
                .collect(Collectors.toSet());
        return open.stream().anyMatch(one -> decided.contains(one.producerId()));
    }

    private List<AbortTransactionSpec> open() throws InterruptedException, ExecutionException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        List<TopicPartition> partitions = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
        List<AbortTransactionSpec> open = new ArrayList<>();
        for (Map.Entry<TopicPartition, PartitionProducerState> entry :
                admin.describeProducers(partitions).all().get().entrySet()) {
            for (ProducerState producer : entry.getValue().activeProducers()) {
                if (producer.currentTransactionStartOffset().isPresent()) {
                    open.add(new AbortTransactionSpec(
                            entry.getKey(),
                            producer.producerId(),
                            (short) producer.producerEpoch(),
                            producer.coordinatorEpoch().orElse(0)));
                }
            }
        }
        return open;
    }

    private void abort(AbortTransactionSpec open) throws InterruptedException, ExecutionException {
        try {
            admin.abortTransaction(open).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof InvalidTxnStateException)) { // else its coordinator has just done it
                throw e;
            }
        }
    }

    private static void forgetProducerNames(Path streams) throws IOException {
        try (Stream<Path> applications = Files.list(streams)) {
            for (Path application : applications.toList()) {
                Files.deleteIfExists(application.resolve(PRODUCER_NAMES));
            }
        }
    }
}
