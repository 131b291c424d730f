package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnProcessTest {

    /** Is busy for a time that it is told, says so, and waits for its end. */
    public static final class Busy {

        private Busy() {}

        public static void main(String[] args) {
            long end = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000;
            long rounds = 0;
            while (System.nanoTime() < end) {
                rounds++;
            }
            System.out.println(rounds > 0 ? "done" : "idle");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                System.err.println("ended in order");
            }
        }
    }

    /** Ends at once, as a program with a wrong argument. */
    public static final class Failing {

        private Failing() {}

        public static void main(String[] args) {
            System.err.println("no such thing as " + args[0]);
            throw new IllegalArgumentException(args[0]);
        }
    }

    private static final SameJava JAVA = new SameJava(Busy.class);

    @TempDir
    private Path folder;

    @Test
    void should_tell_what_another_process_took_of_the_processors_and_of_the_memory() {
        assumeThat(Path.of("/proc/self/status")).exists();
        try (OwnProcess busy = JAVA.agender("busy", folder, List.of("300"))) {
            assertThat(busy.nextLine()).isEqualTo("done");
            assertThat(busy.processorTime()).isGreaterThan(Duration.ofMillis(30));
            assertThat(busy.processorTimeOfChildren()).isZero();
            assertThat(busy.residentMegabytes()).isPositive();
        }
    }

    @Test
    void should_let_it_end_in_order_when_it_is_closed() {
        Path log = folder.resolve("busy.log");
        try (OwnProcess busy = JAVA.agender("busy", folder, List.of("1"))) {
            assertThat(busy.nextLine()).isEqualTo("done");
            busy.check();
        }
        assertThat(log).content().contains("ended in order");
    }

    @Test
    void should_ask_its_jvm() {
        try (OwnProcess busy = JAVA.agender("busy", folder, List.of("1"))) {
            assertThat(busy.nextLine()).isEqualTo("done");
            try (JvmQuestions questions = busy.questions()) {
                assertThat(questions.heapBytesAfterCollection()).isPositive();
                assertThat(questions.sum("java.lang:type=GarbageCollector,*", "CollectionCount"))
                        .isPositive();
                assertThat(questions.sum("java.lang:type=GarbageCollector,*", "Name"))
                        .isZero();
                assertThat(questions.sum("nobody:type=there", "Count")).isZero();
            }
        }
    }

    @Test
    void should_tell_the_end_of_its_log_when_it_has_failed() {
        try (OwnProcess failing = JAVA.start("failing", folder, Failing.class, List.of("this"))) {
            assertThatThrownBy(failing::nextLine)
                    .hasMessageStartingWith("The process of the failing ended with 1; its log ends with:")
                    .hasMessageContaining("no such thing as this");
        }
    }
}
