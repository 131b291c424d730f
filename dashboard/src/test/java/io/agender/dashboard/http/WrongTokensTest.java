package io.agender.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WrongTokensTest {

    private final AtomicLong nanos = new AtomicLong(-5); // nanoTime may be anything
    private final WrongTokens tokens = new WrongTokens(nanos::get);

    @Test
    void should_let_a_client_be_wrong_some_times_and_then_once_a_second() {
        assertThat(wrongTries("10.0.0.7", 100)).isEqualTo(WrongTokens.FREE);
        assertThat(tokens.mayTry("10.0.0.8")).as("another client").isTrue();
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(wrongTries("10.0.0.7", 100)).isEqualTo(3);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(wrongTries("10.0.0.7", 100)).isEqualTo(WrongTokens.FREE);
    }

    @Test
    void should_not_compare_the_right_token_either_while_a_client_has_to_wait() {
        wrongTries("10.0.0.7", 100);
        assertThat(tokens.mayTry("10.0.0.7")).isFalse();
    }

    @Test
    void should_remember_nothing_of_those_who_are_right() {
        for (int request = 0; request < 1000; request++) {
            assertThat(tokens.mayTry("10.0.0.7")).isTrue();
            tokens.wasRight("10.0.0.7");
        }
        assertThat(tokens.clients()).isZero();
    }

    @Test
    void should_stay_bounded_however_many_addresses_are_wrong() {
        for (int client = 0; client < 3 * WrongTokens.MAX_CLIENTS; client++) {
            wrongTries("client " + client, 1);
        }
        assertThat(tokens.clients()).isEqualTo(WrongTokens.MAX_CLIENTS);
    }

    @Test
    void should_be_told_in_figures() {
        wrongTries("10.0.0.7", WrongTokens.FREE + 5);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new HttpMetrics(new Subscribers(new Broadcast(), 1, 1), new Transfers(), tokens).bindTo(meters);
        assertThat(counted(meters, "true")).isEqualTo(WrongTokens.FREE);
        assertThat(counted(meters, "false")).isEqualTo(5);
    }

    private static double counted(SimpleMeterRegistry meters, String compared) {
        return meters.get(HttpMetrics.WRONG_TOKENS)
                .tag("compared", compared)
                .functionCounter()
                .count();
    }

    /** How many of them were compared. */
    private int wrongTries(String client, int tries) {
        int compared = 0;
        for (int one = 0; one < tries; one++) {
            if (tokens.mayTry(client)) {
                tokens.wasWrong(client);
                compared++;
            }
        }
        return compared;
    }
}
