package io.agender.launcher;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What it means when brokers answer, and refuse. */
final class Refusals {

    private static final String GRANT = "; grant it what docs/security.md lists.";

    private Refusals() {}

    /** A sentence when this error, or what caused it, is a refusal. */
    static Optional<String> sentence(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Optional<String> known = of(cause);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> of(Throwable cause) {
        if (cause instanceof SaslAuthenticationException) {
            return Optional.of("The brokers do not accept the user and password; check kafka.sasl.jaas.config and"
                    + " kafka.sasl.mechanism (" + cause.getMessage() + ").");
        }
        if (cause instanceof SslAuthenticationException) {
            return Optional.of(
                    "The brokers' certificate is not trusted, or ours is not; check kafka.ssl.truststore.location"
                            + " and the host's name (" + cause.getMessage() + ").");
        }
        if (cause instanceof TopicAuthorizationException topics) {
            return refused(
                    topics.unauthorizedTopics().isEmpty()
                            ? "a topic"
                            : "topic " + String.join(", ", topics.unauthorizedTopics()));
        }
        if (cause instanceof GroupAuthorizationException group) {
            return refused("group " + group.groupId());
        }
        if (cause instanceof TransactionalIdAuthorizationException) {
            return refused("transactional ids of this application");
        }
        if (cause instanceof ClusterAuthorizationException) {
            return refused("the cluster in this way (" + cause.getMessage() + ")");
        }
        return cause instanceof AuthorizationException
                ? refused("what it asked for (" + cause.getMessage() + ")")
                : Optional.empty();
    }

    private static Optional<String> refused(String what) {
        return Optional.of("The brokers do not let this user use " + what + GRANT);
    }
}
