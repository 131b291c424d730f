package io.agender.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.schemas.DemographicSummary;
import io.agender.schemas.SummaryStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTableTest {

    @Test
    void should_show_one_line_per_camera_and_window() {
        String table = SummaryTable.of(List.of(Records.summary("lobby", Records.START, SummaryStatus.FINAL)));
        assertThat(table.lines()
                        .filter(line -> line.contains("camera"))
                        .findFirst()
                        .orElseThrow())
                .contains("women", "men", "0-17", "18+", "mean age");
        assertThat(table.lines()
                        .filter(line -> line.contains("lobby"))
                        .findFirst()
                        .orElseThrow())
                .contains("05-01 09:00:00")
                .matches(".*\\| +100 \\| +2 \\| +50 \\| +31 \\| +18 \\| +3 \\| +47 \\| +33\\.3 \\|.*");
    }

    @Test
    void should_show_a_dash_where_there_is_no_age() {
        DemographicSummary empty = Records.summary("lobby", Records.START, SummaryStatus.FINAL);
        empty.setMeanAge(null);
        assertThat(SummaryTable.of(List.of(empty))).contains(" - ");
    }

    @Test
    void should_say_so_when_there_is_nothing() {
        assertThat(SummaryTable.of(List.of())).isEqualTo("No window holds an analysed frame.");
    }
}
