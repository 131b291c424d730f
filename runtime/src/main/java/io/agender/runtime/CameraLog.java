package io.agender.runtime;

import org.slf4j.MDC;

/** Marks log lines with the camera that they are about, so that structured logs have it as a field of its own. */
public final class CameraLog {

    /** Name of the field. */
    public static final String CAMERA = "camera";

    private CameraLog() {}

    /** Runs what logs; lines of this thread meanwhile belong to the camera, of which null is none. */
    public static void of(String cameraId, Runnable lines) {
        String before = MDC.get(CAMERA);
        MDC.put(CAMERA, cameraId);
        try {
            lines.run();
        } finally {
            restore(before);
        }
    }

    private static void restore(String before) {
        if (before == null) {
            MDC.remove(CAMERA);
        } else {
            MDC.put(CAMERA, before);
        }
    }
}
