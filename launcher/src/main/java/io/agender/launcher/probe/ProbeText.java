package io.agender.launcher.probe;

import io.agender.vision.VideoInfo;
import io.agender.vision.VideoLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a source says of itself, line by line.
 *
 * @param location the source; its text is never shown, only what {@link VideoLocation} makes of it
 * @param info what it says
 */
public record ProbeText(VideoLocation location, VideoInfo info) {

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(
                "source    " + location,
                "live      " + (info.live() ? "yes" : "no"),
                "format    " + info.format(),
                "size      " + info.width() + " x " + info.height(),
                "rate      " + (info.framesPerSecond() > 0 ? rate(info.framesPerSecond()) : "not stated"),
                "frames    " + (info.frames().isPresent() ? info.frames().getAsLong() : "unknown"),
                "duration  " + info.duration().map(ProbeText::seconds).orElse(info.live() ? "endless" : "unknown"),
                "rotation  " + info.rotation() + " degrees" + (info.mirrored() ? ", mirrored" : "")));
        info.notes().forEach(note -> lines.add("note      " + note));
        return String.join(System.lineSeparator(), lines);
    }

    /** A rate with its unit. */
    public static String rate(double framesPerSecond) {
        return number(framesPerSecond) + " frames a second";
    }

    private static String seconds(Duration time) {
        return number(time.toNanos() / 1e9) + " s";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
