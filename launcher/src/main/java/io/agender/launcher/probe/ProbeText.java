package io.agender.launcher.probe;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a source says of itself, line by line.
 *
 * @param location the source; its text is never shown, only what {@link VideoLocation} makes of it
 * @param info what it says
 * @param measured the rate at which a live source's frames come, where that could be told
 */
public record ProbeText(VideoLocation location, VideoInfo info, OptionalDouble measured) {

    /** Enough for a rate, and soon over. */
    private static final Duration MEASURED_TIME = Duration.ofSeconds(2);

    private static final int MEASURED_FRAMES = 100;

    /** Asks an open source of which the first frame was read; a live one is watched for two seconds. */
    public static ProbeText of(VideoLocation location, VideoSource source) {
        VideoInfo info = source.info();
        return new ProbeText(location, info, info.live() ? rate(source) : OptionalDouble.empty());
    }

    private static OptionalDouble rate(VideoSource source) {
        Optional<VideoFrame> frame = source.next();
        if (frame.isEmpty()) {
            return OptionalDouble.empty();
        }
        Duration start = frame.get().position();
        Duration passed = Duration.ZERO;
        int frames = 0;
        while (frame.isPresent() && frames < MEASURED_FRAMES && passed.compareTo(MEASURED_TIME) < 0) {
            frame = source.next();
            if (frame.isPresent()) {
                frames++;
                passed = frame.get().position().minus(start);
            }
        }
        return passed.isZero() ? OptionalDouble.empty() : OptionalDouble.of(frames * 1e9 / passed.toNanos());
    }

    @Override
    public String toString() {
        return String.join(
                System.lineSeparator(),
                "source    " + location,
                "live      " + (info.live() ? "yes" : "no"),
                "format    " + info.format(),
                "size      " + info.width() + " x " + info.height(),
                "rate      " + rate(),
                "frames    " + (info.frames().isPresent() ? info.frames().getAsLong() : "unknown"),
                "duration  " + info.duration().map(ProbeText::seconds).orElse(info.live() ? "endless" : "unknown"),
                "rotation  " + info.rotation() + " degrees");
    }

    private String rate() {
        String stated = info.framesPerSecond() > 0 ? number(info.framesPerSecond()) + " frames a second" : "not stated";
        return measured.isPresent() ? stated + ", measured " + number(measured.getAsDouble()) : stated;
    }

    private static String seconds(Duration time) {
        return number(time.toNanos() / 1e9) + " s";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
