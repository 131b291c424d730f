package io.agender.launcher.produce;

import io.agender.producer.status.CameraStatus;

/** Shows one camera. Belongs to one thread. */
interface CameraReporter extends AutoCloseable {

    /** @param rate frames a second of late */
    void show(CameraStatus camera, double rate);

    /** Whether it has a line of its own on the screen, which is to be taken away when it is closed. */
    boolean isShown();

    @Override
    void close();
}
