package io.agender.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.notifier.outlet.Outlet;
import io.agender.notifier.outlet.Standing;
import io.agender.notifier.rule.Alert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Hands hands = new Hands();
    private final Time time = new Time();
    private final Delivery delivery = new Delivery(hands, new ArrayDeque<>(), Duration.ofHours(1), time, meters);

    @Test
    void should_hand_alerts_on_in_their_order_once() {
        delivery.add(alert("a"));
        delivery.add(alert("b"));
        while (delivery.turn()) {
            assertThat(hands.taken).isNotEmpty();
        }

        assertThat(hands.taken).containsExactly("a", "b");
        assertThat(delivery.turn()).isFalse();
    }

    @Test
    void should_try_again_ever_more_slowly_until_it_is_taken() {
        hands.open = false;
        delivery.add(alert("a"));
        for (int second = 0; second < 600; second++) {
            delivery.turn();
            time.now = time.now.plusSeconds(1);
        }
        assertThat(hands.tries).isBetween(12, 20);

        hands.open = true;
        time.now = time.now.plusSeconds(60);
        assertThat(delivery.turn()).isTrue();
        assertThat(hands.taken).containsExactly("a");
        assertThat(meters.get("agender.alerts.delivered").counter().count()).isEqualTo(1);
    }

    @Test
    void should_give_up_what_is_too_old_but_not_without_a_last_try() {
        hands.open = false;
        delivery.add(alert("a"));
        delivery.turn();
        time.now = time.now.plus(Duration.ofHours(2));
        assertThat(delivery.turn()).isTrue();

        assertThat(hands.tries).isEqualTo(2);
        assertThat(meters.get("agender.alerts.given.up").counter().count()).isEqualTo(1);
        assertThat(meters.get("agender.alerts.waiting").gauge().value()).isZero();
    }

    @Test
    void should_give_up_the_oldest_when_too_many_wait() {
        hands.open = false;
        for (int i = 0; i <= Delivery.MOST; i++) {
            delivery.add(alert("alert-" + i));
        }
        assertThat(meters.get("agender.alerts.waiting").gauge().value()).isEqualTo(Delivery.MOST);
        hands.open = true;
        delivery.turn();
        assertThat(hands.taken).containsExactly("alert-1");
    }

    private static Alert alert(String id) {
        return new Alert(id, "gone", "dark for 300s", "lobby", null, true, START, START, null);
    }

    private static final class Time extends Clock {

        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final class Hands implements Outlet {

        private final List<String> taken = new ArrayList<>();
        private boolean open = true;
        private int tries;

        @Override
        public String name() {
            return "hands";
        }

        @Override
        public void deliver(Alert alert) throws IOException {
            tries++;
            if (!open) {
                throw new IOException("closed");
            }
            taken.add(alert.id());
        }

        @Override
        public void show(Standing standing) {}

        @Override
        public void turn() {}

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
