package io.agender.dashboard.view;

import io.agender.schemas.FrameFaces;
import io.agender.schemas.FrameView;
import io.agender.schemas.ViewKind;
import java.time.Instant;

/**
 * That a camera sends pictures and can't see.
 *
 * @param kind what is wrong with its view
 * @param since when that began, by the camera's clock; null where it does not say
 */
public record ImpairedView(ViewKind kind, Instant since) {

    /** What a frame says; null when the camera sees, or nobody knows. */
    public static ImpairedView of(FrameFaces faces) {
        FrameView view = faces.getView();
        return view == null || view.getKind() == ViewKind.CLEAR
                ? null
                : new ImpairedView(view.getKind(), view.getSince());
    }
}
