package io.agender.launcher.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.text.Printable;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class PrintableTagsTest {

    @Test
    void should_keep_a_hostile_camera_id_in_its_label() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config().meterFilter(new PrintableTags());

        meters.counter("frames", "camera", "a\"\\\r\nframes_total 9\u001b[2J\u2028")
                .increment();
        meters.counter("frames", "camera", "lobby").increment();
        meters.counter("frames", "camera", "rtsp://root:hunter2@cam/a").increment();

        assertThat(meters.scrape().lines())
                .contains("frames_total{camera=\"lobby\"} 1.0", "frames_total{camera=\"rtsp://***@cam/a\"} 1.0")
                .anyMatch(line -> line.startsWith("frames_total{camera=\"a\\\"\\\\"))
                .noneMatch(line -> line.startsWith("frames_total 9"))
                .allMatch(line -> line.codePoints().allMatch(Printable::isHarmless));
    }
}
