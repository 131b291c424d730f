package io.agender.vision;

import java.util.Objects;

/**
 * Hardware that decodes compressed video where the processor would, through FFmpeg. Where a machine lacks it, or it can't
 * decode a stream, the processor does it, and the log says so once for each source. Pictures come out the same: H.264,
 * HEVC, VP9 and AV1 leave a decoder no choice.
 *
 * @param api how the hardware is reached
 * @param device which one, as FFmpeg names it: a file such as {@code /dev/dri/renderD129} for VAAPI and QSV, a number for
 *     NVDEC; empty for the first
 */
public record HardwareDecoder(Api api, String device) {

    /** The processor decodes. */
    public static final HardwareDecoder NONE = new HardwareDecoder(Api.NONE, "");

    /** The ways to reach it. */
    public enum Api {
        /** The processor decodes. */
        NONE,
        /** Intel's and AMD's graphics on Linux. */
        VAAPI,
        /** NVIDIA's, on Linux and Windows; needs the driver alone. */
        NVDEC,
        /** Intel's Quick Sync Video, by its media library. */
        QSV,
        /** Apple's. */
        VIDEOTOOLBOX,
        /** Any graphics on Windows. */
        D3D11VA
    }

    public HardwareDecoder {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(device, "device");
    }
}
