package io.agender.launcher.produce;

import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import java.util.Locale;

/** One line on where a camera stands. */
final class StatusText {

    private StatusText() {}

    /** @param rate frames a second of late */
    static String of(CameraStatus camera, double rate) {
        return camera.cameraId() + ": " + (camera.live() ? live(camera, rate) : file(camera, rate));
    }

    private static String live(CameraStatus camera, double rate) {
        return String.format(
                Locale.ROOT,
                "%s, %d frames sent, %.1f fps%s%s%s",
                state(camera),
                camera.acknowledged(),
                rate,
                some(camera.dropped(), "dropped"),
                some(camera.reconnects(), "reconnects"),
                camera.trouble().map(why -> ": " + why).orElse(""));
    }

    private static String file(CameraStatus camera, double rate) {
        long done = camera.acknowledged();
        if (camera.expected().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "%s, %d frames sent, %.1f fps%s%s%s",
                    state(camera),
                    done,
                    rate,
                    some(camera.dropped(), "dropped"),
                    some(camera.unreadable(), "unreadable"),
                    camera.trouble().map(why -> ": " + why).orElse(""));
        }
        long expected = Math.max(done, camera.expected().getAsLong());
        return String.format(
                Locale.ROOT,
                "%s, %d of %d frames sent, %.0f %%, %.1f fps%s%s%s",
                state(camera),
                done,
                expected,
                100.0 * done / Math.max(1, expected),
                rate,
                rate > 0 ? String.format(Locale.ROOT, ", %.0f s left", (expected - done) / rate) : "",
                some(camera.dropped(), "dropped"),
                some(camera.unreadable(), "unreadable"));
    }

    /** What the camera is doing, in a word or two. */
    static String state(CameraStatus camera) {
        if (camera.waiting() && camera.state() == CaptureState.RUNNING) {
            return "waits for the brokers";
        }
        return switch (camera.state()) {
            case CONNECTING -> "opens";
            case RUNNING -> camera.live() ? "live" : "plays";
            case LOST -> "lost";
            case ENDED -> "done";
            case FAILED -> "failed";
        };
    }

    /** A number if there is anything to tell. */
    static String some(long number, String what) {
        return number == 0 ? "" : ", " + number + " " + what;
    }
}
