package io.agender.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.notifier.rule.Alert;
import io.agender.notifier.rule.RuleState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00.123456Z");

    @TempDir
    private Path folder;

    @Test
    void should_know_after_a_restart_what_it_knew_before() throws Exception {
        Path file = folder.resolve("notifier.json");
        Memory memory = Memory.read(file);
        memory.next().put(new TopicPartition("agender.summary", 3), 17L);
        RuleState raised = new RuleState("lobby", "Bremen", START, START.plusSeconds(10), true);
        RuleState begun = new RuleState("door", null, null, null, false);
        memory.states("crowd: …").put("lobby", raised);
        memory.states("crowd: …").put("door", begun);
        Alert full = new Alert("a", "crowd", "…", "lobby", "Bremen", true, START, START.plusSeconds(120), 7.5);
        Alert bare = new Alert("b", "gone", "…", "door", null, false, START, START, null);
        memory.pending("mqtt").add(full);
        memory.pending("mqtt").add(bare);
        memory.write(file);

        Memory anew = Memory.read(file);

        assertThat(anew.next()).isEqualTo(Map.of(new TopicPartition("agender.summary", 3), 17L));
        assertThat(anew.states("crowd: …")).containsOnly(Map.entry("lobby", raised), Map.entry("door", begun));
        assertThat(anew.pending("mqtt")).containsExactly(full, bare);
        assertThat(anew.pending("webhook")).isEmpty();
        assertThat(folder).isDirectoryContaining("glob:**.json").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void should_forget_a_camera() throws Exception {
        Memory memory = Memory.read(folder.resolve("nothing.json"));
        memory.states("gone").put("lobby", new RuleState("lobby", null, START, START, true));
        memory.forget("lobby");

        assertThat(memory.states("gone")).isEmpty();
    }
}
