package io.agender.launcher.produce;

import io.agender.producer.status.CameraStatus;

/** Puts into one line how a camera stands. */
@FunctionalInterface
public interface CameraText {

    /** @param rate frames a second of late */
    String of(CameraStatus camera, double rate);
}
