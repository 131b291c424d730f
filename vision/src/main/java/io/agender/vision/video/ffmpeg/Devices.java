package io.agender.vision.video.ffmpeg;

import org.bytedeco.ffmpeg.global.avdevice;

/** FFmpeg's library of devices, which it knows of only when told so, once for the process. */
final class Devices {

    private Devices() {}

    /** May be called any number of times, from any thread. */
    static void register() {
        Once.DONE.run();
    }

    private enum Once implements Runnable {
        DONE;

        Once() {
            avdevice.avdevice_register_all();
        }

        @Override
        public void run() {}
    }
}
