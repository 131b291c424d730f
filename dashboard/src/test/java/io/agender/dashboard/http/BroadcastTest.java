package io.agender.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BroadcastTest {

    private final Broadcast broadcast = new Broadcast();

    @Test
    void should_give_a_reader_that_was_away_each_subject_once_and_newest() {
        for (int round = 0; round < 1000; round++) {
            publish("lobby", "lobby " + round);
            publish("door", "door " + round);
        }
        publish("lobby", "lobby last");
        assertThat(read(0)).containsExactly("door 999", "lobby last");
    }

    @Test
    void should_give_a_reader_what_changed_since() {
        publish("lobby", "1");
        publish("door", "2");
        long place = broadcast.after(0).orElseThrow().place();
        assertThat(read(place)).containsExactly("2");
        publish("lobby", "3");
        assertThat(read(place)).containsExactly("2", "3");
    }

    private void publish(String subject, String text) {
        broadcast.publish(subject, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> read(long place) {
        List<String> texts = new ArrayList<>();
        Optional<Broadcast.Event> event = broadcast.after(place);
        while (event.isPresent()) {
            texts.add(new String(event.get().bytes(), StandardCharsets.UTF_8));
            event = broadcast.after(event.get().place());
        }
        return texts;
    }
}
