package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.text.TestTool;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of alerts, tried by Prometheus's own tool on the series that lie beside them. */
class AlertRulesTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("agender.home", "..")).resolve("deploy/monitoring");
    private static final String PROMTOOL = "promtool";

    @Test
    @Timeout(60)
    void should_raise_each_alert_when_its_tests_say_so() throws Exception {
        boolean here = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROMTOOL)));
        TestTool.PROMTOOL.require(here, "promtool is not here; in Debian it is in the package prometheus");
        Process promtool = new ProcessBuilder(PROMTOOL, "test", "rules", "alerts-test.yml")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }

    @Test
    void should_try_every_rule_in_its_tests() throws IOException {
        String tests = Files.readString(FOLDER.resolve("alerts-test.yml"));
        Set<String> rules = named("- alert: (\\S+)", Files.readString(FOLDER.resolve("alerts.yml")));

        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(named("alertname: (\\S+)\\s+exp_alerts", tests)).isEqualTo(rules);
    }

    private static Set<String> named(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.results().map(result -> result.group(1)).collect(Collectors.toSet());
    }
}
