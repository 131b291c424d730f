package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.agender.vision.VisionException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Converts decoded frames to BGR pixels, in the colour space the frame says it is in. JavaCV's own conversion takes
 * every video for BT.601, which shifts the skin tones of HD video. Belongs to one thread.
 */
final class BgrConverter implements AutoCloseable {

    /** On 1080p this takes 1 ms a frame and is 1 of 255 darker; accurate rounding and full chroma would take 34 ms. */
    private static final int FLAGS = SWS_BILINEAR | SWS_BITEXACT;

    /** swscale writes whole vectors, past the end of a row when its width is odd; the rows are that much longer. */
    private static final int ROW_ALIGNMENT = 64;

    /** Taller video is taken for BT.709 where it does not say, as players do. */
    private static final int STANDARD_DEFINITION_HEIGHT = 576;

    // Retained: it outlives any scope that the caller has open.
    private final Mat rows = new Mat().retainReference();
    private SwsContext context;

    /** The pixels are good until the next call; the caller's scope frees the returned view. */
    Mat convert(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        rows.create(height, (width + 2 * ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT, CV_8UC3);
        try (PointerScope scope = new PointerScope()) {
            prepare(frame, width, height);
            PointerPointer<Pointer> planes = new PointerPointer<>(rows.data(), null, null, null);
            IntPointer strides = new IntPointer((int) rows.step(), 0, 0, 0);
            sws_scale(context, frame.data(), frame.linesize(), 0, height, planes, strides);
        }
        return rows.colRange(0, width);
    }

    private void prepare(AVFrame frame, int width, int height) {
        context = sws_getCachedContext(
                context,
                width,
                height,
                frame.format(),
                width,
                height,
                AV_PIX_FMT_BGR24,
                FLAGS,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new VisionException("frames of " + width + " × " + height + " pixels in FFmpeg's pixel format "
                    + frame.format() + " cannot be converted to BGR");
        }
        IntPointer coefficients = sws_getCoefficients(colourSpace(frame));
        // Refused, harmlessly, for frames that are RGB already.
        sws_setColorspaceDetails(
                context, coefficients, isFullRange(frame) ? 1 : 0, coefficients, 1, 0, 1 << 16, 1 << 16);
    }

    private static int colourSpace(AVFrame frame) {
        int stated = frame.colorspace();
        if (stated != AVCOL_SPC_UNSPECIFIED) {
            return stated;
        }
        return frame.height() > STANDARD_DEFINITION_HEIGHT ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }

    private static boolean isFullRange(AVFrame frame) {
        return switch (frame.format()) {
            case AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P -> true;
            default -> frame.color_range() == AVCOL_RANGE_JPEG;
        };
    }

    @Override
    public void close() {
        if (context != null) {
            sws_freeContext(context);
            context = null;
        }
        rows.close();
    }
}
