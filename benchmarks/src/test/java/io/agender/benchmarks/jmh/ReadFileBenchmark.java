package io.agender.benchmarks.jmh;

import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.engine.VideoEngine;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the sample clip from its first frame to its last: 300 frames of H.264, 640 x 360, given as JPEG. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 4, time = 5)
public class ReadFileBenchmark {

    /** 0: every frame is encoded; 1: one a second, so that decoding is nearly all there is to do. */
    @Param({"0", "1"})
    private double framesPerSecond;

    @Benchmark
    public long readToTheEnd() {
        String clip = Path.of(System.getProperty("agender.home", "."), "samples", "lobby.mp4")
                .toString();
        long bytes = 0;
        try (VideoSource source = new VideoEngine().open(clip, new VideoOptions(framesPerSecond, 0, 90))) {
            for (var frame = source.next(); frame.isPresent(); frame = source.next()) {
                bytes += frame.get().image().bytes().length;
            }
        }
        return bytes;
    }
}
