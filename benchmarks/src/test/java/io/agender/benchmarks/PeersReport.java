package io.agender.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All sides in one table, in their order. */
final class PeersReport {

    private PeersReport() {}

    /** @param sides by name and threads, each with its rounds */
    static String of(Map<String, List<PeerFigures>> sides) {
        StringBuilder text = new StringBuilder(
                String.format("| | faces found | cold: whole process, s | frames/s | processor, s | warm: frames/s"
                        + " | processor, ms a frame |%n| --- |" + " ---: |".repeat(6) + "%n"));
        sides.forEach((name, rounds) -> {
            PeerFigures median = PeerFigures.median(rounds);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                    name,
                    median.faces(),
                    median.wallSeconds(),
                    median.framesPerSecond(),
                    median.processorSeconds(),
                    median.warmFramesPerSecond(),
                    median.warmMillis()));
        });
        return text.toString();
    }
}
