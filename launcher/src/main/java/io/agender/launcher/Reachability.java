package io.agender.launcher;

import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.runtime.RegistryErrors;
import io.agender.runtime.config.KafkaConfig;
import io.agender.runtime.status.RootCause;
import io.agender.text.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks brokers and registry for a sign of life before work begins, so that a wrong address is one sentence at once. */
public final class Reachability {

    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int NOT_FOUND = 404;
    private static final int REDIRECTED = 3;
    private static final int GOOD = 2;

    /** How Kafka's clients say that this machine knows no broker by its name. */
    private static final List<String> UNKNOWN_NAMES = List.of("No resolvable", "Unknown host");

    private Reachability() {}

    /** Throws {@link CommandException} when the brokers or the registry don't answer. */
    public static void check(KafkaConfig kafka) throws InterruptedException {
        checkBrokers(kafka);
        checkRegistry(kafka);
    }

    /**
     * The same, but those who don't answer are asked again until the patience is over: where all are started together, a
     * program that ends and is started again takes from the others the time that they need. What is wrong with an answer
     * is told at once.
     */
    public static void await(KafkaConfig kafka, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        awaitBrokers(kafka, patience);
        awaitRegistry(kafka, patience.minusNanos(System.nanoTime() - start));
    }

    /** The same for the brokers alone. */
    public static void awaitBrokers(KafkaConfig kafka, Duration patience) throws InterruptedException {
        await(patience, () -> silentBrokers(kafka));
    }

    /** The same for the registry alone. */
    static void awaitRegistry(KafkaConfig kafka, Duration patience) throws InterruptedException {
        await(patience, () -> silentRegistry(kafka));
    }

    /** Finds out who is silent; throws when somebody answers who should not. */
    private interface Question {
        Optional<CommandException> silence() throws InterruptedException;
    }

    private static void await(Duration patience, Question question) throws InterruptedException {
        long start = System.nanoTime();
        boolean told = false;
        Optional<CommandException> silence = question.silence();
        while (silence.isPresent()) {
            if (System.nanoTime() - start >= patience.toNanos()) {
                throw silence.get();
            }
            if (!told) {
                LOG.info("{} It is asked again.", silence.get().getMessage());
                told = true;
            }
            Thread.sleep(AGAIN.toMillis());
            silence = question.silence();
        }
    }

    /** Throws {@link CommandException} when the brokers don't answer. */
    public static void checkBrokers(KafkaConfig kafka) throws InterruptedException {
        awaitBrokers(kafka, Duration.ZERO);
    }

    private static Optional<CommandException> silentBrokers(KafkaConfig kafka) throws InterruptedException {
        int patience = (int) PATIENCE.toMillis();
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience));
        try (Admin admin = client(kafka, properties)) {
            admin.describeCluster().nodes().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(silent(kafka, e.getCause()));
        } catch (KafkaException e) {
            return Optional.of(silent(kafka, e.getCause() == null ? e : e.getCause()));
        } catch (UnknownBrokersException e) {
            return Optional.of(silent(kafka, e.getCause()));
        }
    }

    /** Nobody is asked yet: what fails here are the settings, unless no broker's name is known to this machine. */
    private static Admin client(KafkaConfig kafka, Map<String, Object> properties) {
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            Throwable cause = RootCause.of(e);
            if (UNKNOWN_NAMES.stream().anyMatch(String.valueOf(cause.getMessage())::startsWith)) {
                throw new UnknownBrokersException(cause);
            }
            throw new CommandException(
                    ExitCode.BAD_INPUT,
                    "Kafka's clients can't work with the settings that begin with kafka. or are in client.config ("
                            + cause.getMessage() + ").",
                    e);
        }
    }

    /** This machine knows no broker by its name, as Docker's does not while their containers don't run. */
    private static final class UnknownBrokersException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownBrokersException(Throwable cause) {
            super(cause);
        }
    }

    /** Throws {@link CommandException} when a topic is missing; the brokers must answer. */
    public static void checkTopic(KafkaConfig kafka, String topic) throws InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new CommandException(
                        ExitCode.KAFKA,
                        "There is no topic " + topic + " at " + kafka.bootstrapServers()
                                + "; create the topics with agender topics create.",
                        e.getCause());
            }
            // Kafka's own error does not say which topic.
            throw unreachable(
                    kafka,
                    e.getCause() instanceof TopicAuthorizationException
                            ? new TopicAuthorizationException(Set.of(topic))
                            : e.getCause());
        }
    }

    /** Throws {@link CommandException} when one of several topics is missing; the brokers must answer. */
    public static void checkTopics(KafkaConfig kafka, String... topics) throws InterruptedException {
        for (String topic : topics) {
            checkTopic(kafka, topic);
        }
    }

    /** What to tell when brokers refuse a service that runs: which right is missing, or else what was refused. */
    public static CommandException refused(String what, Throwable cause) {
        String sentence = RegistryErrors.in(cause)
                .map(Throwable::getMessage)
                .or(() -> Refusals.sentence(cause))
                .orElseGet(() -> what + ": " + cause.getMessage());
        return new CommandException(ExitCode.KAFKA, sentence, cause);
    }

    private static CommandException unreachable(KafkaConfig kafka, Throwable cause) {
        return Refusals.sentence(cause)
                .map(refusal -> new CommandException(ExitCode.KAFKA, refusal, cause))
                .orElseGet(() -> silence(kafka, cause));
    }

    /** Throws it when it is a refusal. */
    private static CommandException silent(KafkaConfig kafka, Throwable cause) {
        if (Refusals.sentence(cause).isPresent()) {
            throw unreachable(kafka, cause);
        }
        return silence(kafka, cause);
    }

    private static CommandException silence(KafkaConfig kafka, Throwable cause) {
        return new CommandException(
                ExitCode.KAFKA,
                "No Kafka broker answers at " + kafka.bootstrapServers() + "; check --bootstrap-servers ("
                        + cause.getMessage() + ").",
                cause);
    }

    /**
     * Throws {@link CommandException} when no registry answers there. Something else that says 404 at a registry's
     * address must not pass: later its 404 would be taken for an unknown schema, and every record for a bad one.
     */
    static void checkRegistry(KafkaConfig kafka) throws InterruptedException {
        awaitRegistry(kafka, Duration.ZERO);
    }

    private static Optional<CommandException> silentRegistry(KafkaConfig kafka) throws InterruptedException {
        URI url = registryAddress(kafka);
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
            HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
            if (kafka.serdes().probeUrl().isPresent()) {
                requireARegistry(kafka, url, answer);
            }
        } catch (SSLException e) {
            // Somebody is there. Whom to trust is told to the serializer, which says more when it fails.
        } catch (IOException e) {
            return Optional.of(noRegistry(kafka, e.getMessage(), e));
        } catch (IllegalArgumentException e) {
            throw noAddress(kafka);
        }
        return Optional.empty();
    }

    /** Who has to log in, and a registry that is ill, are left to the serializer: it knows more. */
    private static void requireARegistry(KafkaConfig kafka, URI url, HttpResponse<Void> answer) {
        int status = answer.statusCode();
        if (status == NOT_FOUND) {
            throw noRegistry(kafka, url + " answers 404", null);
        }
        if (status / 100 == REDIRECTED) {
            throw noRegistry(
                    kafka,
                    url + " answers " + status + " and sends us to "
                            + answer.headers().firstValue("Location").orElse("nowhere"),
                    null);
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (status / 100 == GOOD && type.startsWith("text/html")) {
            throw noRegistry(kafka, url + " answers with a web page", null);
        }
    }

    private static URI registryAddress(KafkaConfig kafka) {
        try {
            return new URI(kafka.serdes().probeUrl().orElse(kafka.registryUrl()));
        } catch (URISyntaxException e) {
            throw noAddress(kafka);
        }
    }

    /** Java's own error quotes the address, of which nobody knows how much is a password. */
    private static CommandException noAddress(KafkaConfig kafka) {
        return new CommandException(
                ExitCode.BAD_INPUT,
                Secrets.hiddenInAddress(kafka.registryUrl())
                        + " is no address of a schema registry; check --registry-url.");
    }

    private static CommandException noRegistry(KafkaConfig kafka, String reason, Exception cause) {
        return new CommandException(
                ExitCode.KAFKA,
                "No schema registry answers at " + Secrets.hiddenInAddress(kafka.registryUrl())
                        + "; check --registry-url" + (reason == null ? "." : " (" + reason + ")."),
                cause);
    }
}
