package io.agender.launcher.live;

import io.agender.launcher.produce.CameraText;
import io.agender.producer.status.CameraStatus;
import io.agender.producer.status.CaptureState;
import io.agender.schemas.FrameView;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** One line on how a camera of a live run stands, and where it does not run, on what that lies. */
final class LiveText implements CameraText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

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
        OptionalLong visitors = account.visitors(id); // asked once: it may be another answer the next time
        String today = visitors.isPresent() ? ", " + visitors.getAsLong() + " today" : "";
        String line = id + ": " + state(camera, rate);
        if (camera.state() != CaptureState.RUNNING) {
            return line + today + camera.trouble().map(why -> "; " + why).orElse("");
        }
        Optional<FrameView> impaired = account.impaired(id);
        // That nobody is found by a camera that can't see tells nothing.
        int least = impaired.isPresent() ? 1 : 0;
        int now = account.facesNow(id).orElse(-1);
        return line
                + (now >= least ? ", " + now + " now" : "")
                + today
                + (camera.dropped() > 0 ? ", " + camera.dropped() + " dropped" : "")
                + fault(camera, impaired);
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

    private String fault(CameraStatus camera, Optional<FrameView> impaired) {
        if (camera.waiting()) {
            return "; the broker does not answer";
        }
        if (tooFar.getAsBoolean()) {
            return "; this machine analyses too slowly";
        }
        return impaired.map(view -> "; the camera can't see, " + sight(view)).orElse("");
    }

    /** As {@code dark since 14:00:05}. */
    private String sight(FrameView view) {
        String kind = ViewWords.of(view.getKind());
        return view.getSince() == null
                ? kind
                : kind + " since " + TIME.withZone(account.zone()).format(view.getSince());
    }
}
