package io.agender.vision.video.http;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;

import io.agender.vision.VideoFrame;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.image.PictureHeader;
import io.agender.vision.video.ffmpeg.InputAddress;
import io.agender.vision.video.ffmpeg.NativeLog;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out whether an address over HTTP gives pictures of a camera: one endless answer of many ({@link MjpegSource}), or a
 * single one ({@link SnapshotSource}).
 */
public final class HttpPictures {

    /** Pictures of these kinds only come one by one. */
    private static final Map<String, String> OTHERS =
            Map.of("image/png", "png", "image/webp", "webp", "image/bmp", "bmp", "image/x-ms-bmp", "bmp");

    private static final Pattern JPEG = Pattern.compile("image/(x-)?p?jpe?g");

    /** What servers call pictures that follow each other without parts. */
    private static final Pattern MOTION = Pattern.compile("(video|image)/(x-)?m(otion-?)?jpe?g");

    /** How long a server may take to hang up, or to send the next picture, behind one that it calls a single one. */
    private static final Duration NEXT_PICTURE = Duration.ofSeconds(2);

    private HttpPictures() {}

    /**
     * Asks for what is at an address and reads the first picture.
     *
     * @param location as the user wrote it
     * @param url the same with user and password filled in, which goes to FFmpeg alone
     * @return empty when something else than pictures is there
     * @throws VisionException when there is no answer in time, or no picture comes
     */
    public static Optional<VideoSource> open(VideoLocation location, String url, VideoOptions options) {
        NativeLog.silence();
        HttpCamera camera = new HttpCamera(InputAddress.network(location, url, options), options);
        try {
            Optional<VideoSource> source = open(camera);
            if (source.isEmpty()) {
                camera.close();
            }
            return source;
        } catch (RuntimeException e) {
            camera.close();
            throw e;
        }
    }

    private static Optional<VideoSource> open(HttpCamera camera) {
        camera.expectPicture();
        long askedNanos = System.nanoTime();
        camera.ask();
        String type = camera.answer().type();
        boolean many = type.startsWith("multipart/");
        boolean one = JPEG.matcher(type).matches() || OTHERS.containsKey(type);
        if (!many && !one && !MOTION.matcher(type).matches() && !camera.answer().looksLikePictures()) {
            return Optional.empty();
        }
        camera.expect(OTHERS.getOrDefault(type, HttpCamera.JPEG));
        camera.expectPicture();
        Optional<VideoFrame> first = Optional.empty();
        while (first.isEmpty()) {
            byte[] picture = camera.nextPicture().orElseThrow(() -> nothing(camera));
            if (PictureHeader.isAnimatedPng(picture)) {
                return Optional.empty();
            }
            first = camera.frame(picture, camera.now());
        }
        if (many) {
            return Optional.of(new MjpegSource(camera, first.get(), Optional.empty()));
        }
        Optional<byte[]> second = one ? more(camera) : camera.nextPicture();
        if (second.isEmpty()) {
            return Optional.of(new SnapshotSource(camera, first.get(), askedNanos));
        }
        return camera.answer().isFile() // a recording, whose frames wait
                ? Optional.empty()
                : Optional.of(new MjpegSource(camera, first.get(), second));
    }

    private static VisionException nothing(HttpCamera camera) {
        return camera.errors().refused(camera.answer().breaksOff() ? AVERROR_EIO() : AVERROR_INVALIDDATA);
    }

    /** Some servers say that they send a single picture, and then send one after the other. */
    private static Optional<byte[]> more(HttpCamera camera) {
        if (!camera.sendsJpeg()) {
            return Optional.empty();
        }
        Duration patience = camera.options().stallTimeout();
        camera.expectPicture(patience.compareTo(NEXT_PICTURE) < 0 ? patience : NEXT_PICTURE);
        try {
            return camera.nextPicture();
        } catch (VisionException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
