package io.agender.vision.export;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.agender.vision.video.ffmpeg.FfmpegFailure;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Converts BGR pixels to the encoder's 4:2:0 in BT.601, limited range. Belongs to one thread. */
final class YuvConverter implements AutoCloseable {

    private SwsContext context;

    /** Fills the frame, which has the pixels' size and buffers of its own. */
    void convert(Mat pixels, AVFrame frame) throws FfmpegFailure {
        try (PointerScope scope = new PointerScope()) {
            if (context == null) {
                context = FfmpegFailure.present(open(pixels.cols(), pixels.rows()), "sws_getCachedContext");
            }
            PointerPointer<Pointer> planes = new PointerPointer<>(pixels.data(), null, null, null);
            IntPointer strides = new IntPointer((int) pixels.step(), 0, 0, 0);
            FfmpegFailure.check(
                    sws_scale(context, planes, strides, 0, pixels.rows(), frame.data(), frame.linesize()), "sws_scale");
        }
    }

    private static SwsContext open(int width, int height) {
        SwsContext context = sws_getCachedContext(
                null,
                width,
                height,
                AV_PIX_FMT_BGR24,
                width,
                height,
                AV_PIX_FMT_YUV420P,
                SWS_BILINEAR | SWS_BITEXACT,
                null,
                null,
                (DoublePointer) null);
        if (context != null) {
            IntPointer coefficients = sws_getCoefficients(AVCOL_SPC_SMPTE170M);
            sws_setColorspaceDetails(context, coefficients, 1, coefficients, 0, 0, 1 << 16, 1 << 16);
        }
        return context;
    }

    @Override
    public void close() {
        if (context != null) {
            sws_freeContext(context);
            context = null;
        }
    }
}
