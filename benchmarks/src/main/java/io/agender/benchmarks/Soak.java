package io.agender.benchmarks;

import io.agender.runtime.config.Settings;
import io.agender.vision.EncodedImage;
import io.agender.vision.NativeUse;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSources;
import io.agender.vision.engine.VisionConfig;
import io.agender.vision.engine.VisionEngine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Sends very many small frames through the whole pipeline in this process and reads the memory all the while. What each
 * frame leaves behind shows by their number and not by their size, so they are small.
 *
 * @param frames how many, over all cameras
 * @param readings how many times the memory is read meanwhile, at even distances
 * @param threads stream threads, cameras and partitions
 * @param maxWidth wider pictures are scaled down to so many pixels
 */
public record Soak(long frames, int readings, int threads, int maxWidth) {

    /** Memory above this multiple of the first reading is growth. */
    private static final double MAX_GROWTH = 1.10;

    private static final int MAX_FRAMES_IN_MEMORY = 300;
    private static final double MEGABYTE = 1e6;

    private static final String HEADER = """
            | frames | frames/s | process, MB | Java heap, MB | native objects | native, MB |
            | --- | --- | --- | --- | --- | --- |
            """;

    private record Memory(long residentMegabytes, long heapMegabytes, NativeUse nativeUse) {

        static Memory read() {
            System.gc(); // or the heap would tell when the last collection was
            return new Memory(Footprint.residentMegabytes(), Footprint.heapMegabytes(), VisionEngine.nativeUse());
        }
    }

    /**
     * Runs and prints a row for each reading.
     *
     * @param vision what looks at the frames
     * @param registryApplication folder of the schema registry's application
     * @return whether the memory stayed flat from the first reading to the last
     */
    public boolean run(
            String video,
            VideoSources videos,
            VisionConfig vision,
            Settings settings,
            Path registryApplication,
            PrintWriter out)
            throws InterruptedException {
        VideoOptions small = new VideoOptions(0, maxWidth, VideoOptions.AS_IT_COMES);
        List<EncodedImage> pictures = Pictures.read(video, videos, small, MAX_FRAMES_IN_MEMORY);
        EncodedImage first = pictures.get(0);
        print(
                out,
                "%d frames of %d x %d pixels, %d bytes each; %d cameras.%n%n%s",
                frames,
                first.width(),
                first.height(),
                Pictures.meanBytes(pictures),
                threads,
                HEADER);
        try (PipelineRig rig = PipelineRig.open(registryApplication, vision, settings, threads, pictures)) {
            return run(rig, out);
        }
    }

    private boolean run(PipelineRig rig, PrintWriter out) throws InterruptedException {
        Memory first = null;
        Memory last = null;
        long sent = 0;
        for (int reading = 1; reading <= readings; reading++) {
            long perCamera = frames * reading / readings / threads - sent / threads;
            double framesPerSecond = rig.load().atFullSpeed(perCamera).framesPerSecond();
            rig.check();
            sent += perCamera * threads;
            last = Memory.read();
            first = first == null ? last : first;
            print(
                    out,
                    "| %d | %.0f | %d | %d | %d | %.1f |%n",
                    sent,
                    framesPerSecond,
                    last.residentMegabytes(),
                    last.heapMegabytes(),
                    last.nativeUse().objects(),
                    last.nativeUse().bytes() / MEGABYTE);
        }
        boolean flat = last.residentMegabytes() <= first.residentMegabytes() * MAX_GROWTH
                && last.nativeUse().objects() <= first.nativeUse().objects() * MAX_GROWTH;
        print(
                out,
                "%nThe process has %.0f %% of the memory of the first reading: %s%n",
                100.0 * last.residentMegabytes() / first.residentMegabytes(),
                flat ? "flat." : "it grew.");
        return flat;
    }

    private static void print(PrintWriter out, String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
