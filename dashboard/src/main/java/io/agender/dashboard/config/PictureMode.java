package io.agender.dashboard.config;

import java.util.Locale;

/** Whether pictures leave the server, and how. */
public enum PictureMode {
    /** As the cameras took them. */
    ON,
    /** With every face pixelated before the picture leaves the server. */
    BLUR,
    /** Not at all, and none is read. */
    OFF;

    static PictureMode of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
