package io.agender.dashboard.view;

/** How those between the cameras and the dashboard are, so that their silence is not taken for that of cameras. */
public enum PipelineState {
    /** Not known: no processor has left a mark, as those of earlier versions don't. */
    UNKNOWN,
    /** All that cameras send is analysed within moments. */
    ANALYSED,
    /** Frames are analysed, but not yet those of now. */
    BEHIND,
    /** Nobody analyses some or all cameras. */
    NOT_ANALYSED,
    /** The brokers don't answer. */
    BROKERS_SILENT
}
