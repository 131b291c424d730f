package io.agender.vision;

import java.time.Duration;
import java.util.Objects;

/**
 * How a video is reached, sampled and encoded.
 *
 * @param framesPerSecond at most this many frames for each second of presentation time; 0 for all frames
 * @param maxWidth wider frames are scaled down to this many pixels, keeping their shape; 0 for the original size
 * @param jpegQuality 1 (small) to 99 (faithful); {@value #LOSSLESS} for PNG, which loses nothing; {@value #AS_IT_COMES}
 *     to hand on a source's own JPEG pictures, byte for byte, where they need no scaling or turning, and to encode all
 *     others at quality {@value #DEFAULT_QUALITY}
 * @param stallTimeout a source over the network or a device from which no frame came for so long counts as lost
 * @param rtspTransport how the pictures of an RTSP camera travel
 * @param maxPixels sources with larger pictures are refused before they are decoded
 * @param hardware what decodes compressed video
 */
public record VideoOptions(
        double framesPerSecond,
        int maxWidth,
        int jpegQuality,
        Duration stallTimeout,
        RtspTransport rtspTransport,
        long maxPixels,
        HardwareDecoder hardware) {

    /** The quality at which frames are PNG pictures. */
    public static final int LOSSLESS = 100;

    /** The quality at which JPEG pictures of a source stay as they are. */
    public static final int AS_IT_COMES = 0;

    /** JPEG quality of frames that must be encoded although no quality is asked for. */
    public static final int DEFAULT_QUALITY = 90;

    /** Long enough for a camera that sends a whole picture only every few seconds. */
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(10);

    /** 100 megapixels: more than any camera gives, and 300 MB when decoded. */
    public static final long DEFAULT_MAX_PIXELS = 100_000_000;

    /**
     * All frames, original size, JPEG pictures as they come, else JPEG of quality 90; 10 s without a frame is a loss; TCP.
     */
    public static final VideoOptions DEFAULTS = new VideoOptions(0, 0, AS_IT_COMES);

    public VideoOptions {
        Objects.requireNonNull(stallTimeout, "stallTimeout");
        Objects.requireNonNull(rtspTransport, "rtspTransport");
        Objects.requireNonNull(hardware, "hardware");
        if (!(framesPerSecond >= 0) || Double.isInfinite(framesPerSecond)) {
            throw new IllegalArgumentException("frames per second must be 0 or more: " + framesPerSecond);
        }
        if (maxWidth < 0) {
            throw new IllegalArgumentException("maximal width must be 0 or more: " + maxWidth);
        }
        if (jpegQuality < 0 || jpegQuality > 100) {
            throw new IllegalArgumentException("JPEG quality must be between 0 and 100: " + jpegQuality);
        }
        if (stallTimeout.isNegative() || stallTimeout.isZero()) {
            throw new IllegalArgumentException("the stall timeout must be more than 0: " + stallTimeout);
        }
        if (maxPixels < 1) {
            throw new IllegalArgumentException("the largest number of pixels must be 1 or more: " + maxPixels);
        }
    }

    /** Sampling and encoding; the rest as in {@link #DEFAULTS}. */
    public VideoOptions(double framesPerSecond, int maxWidth, int jpegQuality) {
        this(
                framesPerSecond,
                maxWidth,
                jpegQuality,
                DEFAULT_STALL_TIMEOUT,
                RtspTransport.TCP,
                DEFAULT_MAX_PIXELS,
                HardwareDecoder.NONE);
    }

    /** The same with another stall timeout. */
    public VideoOptions withStallTimeout(Duration other) {
        return new VideoOptions(framesPerSecond, maxWidth, jpegQuality, other, rtspTransport, maxPixels, hardware);
    }

    /** The same with another transport. */
    public VideoOptions withRtspTransport(RtspTransport other) {
        return new VideoOptions(framesPerSecond, maxWidth, jpegQuality, stallTimeout, other, maxPixels, hardware);
    }

    /** The same with another limit of pixels. */
    public VideoOptions withMaxPixels(long other) {
        return new VideoOptions(framesPerSecond, maxWidth, jpegQuality, stallTimeout, rtspTransport, other, hardware);
    }

    /** The same with another decoder. */
    public VideoOptions withHardware(HardwareDecoder other) {
        return new VideoOptions(framesPerSecond, maxWidth, jpegQuality, stallTimeout, rtspTransport, maxPixels, other);
    }
}
