package io.agender.launcher.live;

import io.agender.launcher.produce.CameraText;
import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** One line on how a camera of a live run stands, and where it does not run, on what that lies. */
final class LiveText implements CameraText {

    private final LiveAccount account;
    private final BooleanSupplier tooFar;

    /** @param tooFar whether the cameras are too far ahead of the analysis */
    LiveText(LiveAccount account, BooleanSupplier tooFar) {
        this.account = account;
        this.tooFar = tooFar;
    }

    @Override
    public String of(CameraStatus camera, double rate) {
        String id = camera.cameraId();
        String today =
                account.visitors(id).isPresent() ? ", " + account.visitors(id).getAsLong() + " today" : "";
        String line = id + ": " + state(camera, rate);
        if (camera.state() != CaptureState.RUNNING) {
            return line + today + camera.trouble().map(why -> "; " + why).orElse("");
        }
        return line
                + (account.facesNow(id).isPresent()
                        ? ", " + account.facesNow(id).getAsInt() + " now"
                        : "")
                + today
                + (camera.dropped() > 0 ? ", " + camera.dropped() + " dropped" : "")
                + fault(camera);
    }

    private static String state(CameraStatus camera, double rate) {
        return switch (camera.state()) {
            case CONNECTING -> "is being opened";
            case RUNNING -> String.format(Locale.ROOT, "%s, %.1f fps", camera.live() ? "live" : "plays", rate);
            case LOST -> "lost, the camera or the network";
            case ENDED -> "has ended";
            case FAILED -> "failed";
        };
    }

    private String fault(CameraStatus camera) {
        if (camera.waiting()) {
            return "; the broker does not answer";
        }
        return tooFar.getAsBoolean() ? "; this machine analyses too slowly" : "";
    }
}
