package io.agender.vision.video.pictures;

import io.agender.vision.EncodedImage;
import io.agender.vision.PictureFiles;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import io.agender.vision.image.Orientation;
import io.agender.vision.image.PictureHeader;
import io.agender.vision.image.PictureReader;
import io.agender.vision.video.FrameEncoder;
import io.agender.vision.video.FrameShape;
import io.agender.vision.video.Handover;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures as a video, each one frame, in its own size and turned as its EXIF data says. The frame rate of the options
 * is the pace of the pictures; without one, a picture follows each second. Transparency is ignored. Of an animation or a
 * document of pages the first picture is taken. A picture that can't be read or decoded is passed over and counted, with a
 * line in the log that names it; its time passes.
 *
 * <p>Belongs to one thread; whoever opened it closes it.
 */
public final class PictureFolderSource implements VideoSource {

    private static final Logger LOG = LoggerFactory.getLogger(PictureFolderSource.class);

    private static final double DEFAULT_PACE = 1;

    /** What stands before the pixels of a picture, such as its colour profile, is rarely more. */
    private static final int HEAD = 1 << 20;

    /** So many bad pictures are named; more would bury all else. */
    private static final int MAX_NAMED = 20;

    private final List<Path> pictures;
    private final VideoOptions options;
    private final double pace;
    private final PictureReader reader;
    private final FrameEncoder encoder;
    private final VideoInfo info;
    private final Handover handover;
    private int index;
    private long unreadable;
    private boolean several;

    private PictureFolderSource(List<Path> pictures, String location, VideoOptions options) {
        this.pictures = List.copyOf(pictures);
        this.options = options;
        this.pace = options.framesPerSecond() > 0 ? options.framesPerSecond() : DEFAULT_PACE;
        this.reader = new PictureReader(options.maxPixels());
        this.encoder = new FrameEncoder(options.jpegQuality());
        this.handover = new Handover("the source of " + pictures.get(0));
        VideoFrame first;
        try {
            first = first(location);
        } catch (RuntimeException e) {
            encoder.close();
            throw e;
        }
        handover.keep(first);
        EncodedImage image = first.image();
        this.info = new VideoInfo(
                "pictures",
                image.width(),
                image.height(),
                pace,
                OptionalLong.of(pictures.size()),
                Optional.of(position(pictures.size())),
                0,
                false,
                false,
                several ? List.of("the first picture holds several, of which the first is taken") : List.of());
    }

    /** Whether a file is a picture, and does not move. */
    public static boolean isOne(Path file) {
        if (!PictureFiles.isPicture(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return !PictureHeader.isAnimatedPng(in.readNBytes(HEAD));
        } catch (IOException e) {
            return true; // who opens it will say why
        }
    }

    /**
     * Opens pictures, in the order given, and decodes the first that can be read.
     *
     * @param pictures at least one
     * @param location how the user named them, for messages
     * @throws io.agender.vision.VisionException when no picture can be decoded
     */
    public static PictureFolderSource open(List<Path> pictures, String location, VideoOptions options) {
        return new PictureFolderSource(pictures, location, options);
    }

    private VideoFrame first(String location) {
        List<VisionException> bad = new ArrayList<>();
        while (index < pictures.size()) {
            try {
                VideoFrame frame = read(index++);
                bad.forEach(this::passOver);
                return frame;
            } catch (VisionException e) {
                bad.add(e);
            }
        }
        VisionException why = bad.get(0);
        throw pictures.size() == 1
                ? why
                : new VisionException(
                        "none of the " + pictures.size() + " pictures of " + location
                                + " can be read; of the first one: " + why.getMessage(),
                        why);
    }

    /** Of the first picture that can be read; others may differ in size. */
    @Override
    public VideoInfo info() {
        return info;
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    @Override
    public Optional<VideoFrame> next() {
        return handover.next(this::readOn);
    }

    private Optional<VideoFrame> readOn() {
        while (index < pictures.size()) {
            try {
                return Optional.of(read(index++));
            } catch (VisionException e) {
                passOver(e);
            }
        }
        return Optional.empty();
    }

    private Duration position(int pictureIndex) {
        return Duration.ofNanos(Math.round(pictureIndex * 1e6 / pace) * 1000);
    }

    private VideoFrame read(int picture) {
        Path file = pictures.get(picture);
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = reader.read(file, header -> note(file, header));
            FrameShape shape =
                    FrameShape.of(pixels.cols(), pixels.rows(), 0, Orientation.AS_STORED, options.maxWidth());
            return new VideoFrame(encoder.encode(pixels, shape), position(picture));
        } catch (VisionException e) {
            throw e;
        } catch (RuntimeException e) { // how OpenCV's own exceptions arrive
            throw new VisionException("the picture " + file + " cannot be scaled or encoded", e);
        }
    }

    private void note(Path file, PictureHeader header) {
        if (header.several() && !several && info != null) {
            LOG.warn("the picture {} holds several, of which the first is taken; this is said once", file);
        }
        several |= header.several();
    }

    private void passOver(VisionException why) {
        unreadable++;
        if (unreadable <= MAX_NAMED) {
            LOG.warn("{}; it is left out", why.getMessage());
        } else if (unreadable == MAX_NAMED + 1) {
            LOG.warn("more pictures can't be read; from here on they are only counted");
        }
    }

    @Override
    public void close() {
        if (handover.close()) {
            encoder.close();
        }
    }
}
