package io.agender.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersReportTest {

    @Test
    void should_print_the_medians_of_each_side() {
        String report = PeersReport.of(Map.of(
                "a loop, 2 threads",
                List.of(
                        new PeerFigures(10, 12, 300, 47, 34, 50),
                        new PeerFigures(20, 14, 300, 47, 30, 60),
                        new PeerFigures(12, 90, 300, 47, 35, 55))));

        assertThat(report).contains("| a loop, 2 threads | 47 | 12.0 | 25.0 | 14.0 | 34.0 | 55.0 |");
    }

    @Test
    void should_leave_the_first_pass_out_where_there_is_another() {
        String output = "starting\npass 300 40 10.0 11.0\npass 300 40 5.0 6.0\npass 100 13 2.0 2.5\n";

        assertThat(PeersBench.passes(output, 0)).containsExactly(700, 93, 17, 19.5);
        assertThat(PeersBench.passes(output, 1)).containsExactly(400, 53, 7, 8.5);
        assertThat(PeersBench.passes("pass 80 9 8.0 8.5", 1)).containsExactly(80, 9, 8, 8.5);
    }
}
