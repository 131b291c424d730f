package io.agender.vision.export;

import io.agender.vision.AnalyzedFace;
import io.agender.vision.AnnotatedVideo;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoNotWrittenException;
import io.agender.vision.VisionException;
import io.agender.vision.image.ImageDecoder;
import io.agender.vision.video.ffmpeg.NativeLog;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FrameRecorder;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes annotated frames as an H.264 MP4 file that browsers play. The first frame sets the size; later frames of
 * another size are scaled to fit it. Frames keep their times, so that a varying frame rate stays as it was; the first
 * one stands at 0.
 *
 * <p>The file grows as {@code <name>.part} in the same folder and takes its name when it is closed. When writing
 * failed, or no frame was written, closing leaves no file. Belongs to one thread; whoever opened it closes it.
 */
public final class Mp4VideoWriter implements AnnotatedVideo {

    /** What is drawn was analysed before, so it is within the limit that analysis has. */
    private static final ImageDecoder DECODER = new ImageDecoder(1L << 30);

    private final Path file;
    private final Path part;
    private final double framesPerSecond;
    private final FrameAnnotator annotator = new FrameAnnotator();
    private Canvas canvas;
    private final EncoderClock clock = new EncoderClock();
    private Mp4Recorder recorder;
    private boolean failed;
    private boolean closed;

    private Mp4VideoWriter(Path file, double framesPerSecond) {
        this.file = file.toAbsolutePath();
        this.part = this.file.resolveSibling(this.file.getFileName() + ".part");
        this.framesPerSecond = framesPerSecond;
    }

    /**
     * Starts a file; an older one of that name stays until this one is closed.
     *
     * @param framesPerSecond nominal rate, more than 0; says how long the last frame lasts
     * @throws VideoNotWrittenException when the folder is missing or cannot be written to
     */
    public static Mp4VideoWriter create(Path file, double framesPerSecond) {
        if (!(framesPerSecond > 0) || Double.isInfinite(framesPerSecond)) {
            throw new IllegalArgumentException("frames per second must be more than 0: " + framesPerSecond);
        }
        NativeLog.silence();
        Mp4VideoWriter writer = new Mp4VideoWriter(file, framesPerSecond);
        writer.claim();
        return writer;
    }

    private void claim() {
        if (Files.isDirectory(file)) {
            throw new VisionException(
                    "the video " + file + " cannot be written, a folder has that name; choose another");
        }
        try {
            Files.write(part, new byte[0]);
        } catch (NoSuchFileException e) {
            throw new VideoNotWrittenException(
                    "the video " + file + " cannot be written, its folder does not exist; create it or choose another",
                    e);
        } catch (IOException e) {
            throw new VideoNotWrittenException(
                    "the video " + file + " cannot be written; check that its folder may be written to and has room",
                    e);
        }
    }

    @Override
    public void write(VideoFrame frame, List<AnalyzedFace> faces) {
        if (closed) {
            throw new IllegalStateException("the video " + file + " is closed");
        }
        if (failed) {
            throw failure(null);
        }
        try (PointerScope scope = new PointerScope()) {
            // A frame that cannot be decoded changes nothing; the caller may go on with the next.
            Mat pixels = DECODER.decode(frame.image().bytes());
            failed = true;
            annotator.annotate(pixels, faces);
            if (recorder == null) {
                CanvasSize size = CanvasSize.of(pixels.cols(), pixels.rows());
                canvas = new Canvas(size);
                recorder = Mp4Recorder.open(part, size, framesPerSecond);
            }
            recorder.write(canvas.fit(pixels), ticks(frame));
            failed = false;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private int ticks(VideoFrame frame) {
        long ticks = clock.ticks(TimeUnit.NANOSECONDS.toMicros(frame.position().toNanos()));
        if (ticks > Integer.MAX_VALUE) {
            throw new VideoNotWrittenException(
                    "the video " + file
                            + " is eight days long, and a longer one cannot be written; leave annotated video"
                            + " out where a source does not end",
                    null);
        }
        return (int) ticks;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (failed || recorder == null) {
            discard();
            return;
        }
        try {
            recorder.finish();
            free();
            move();
        } catch (IOException e) {
            throw failure(e);
        } finally {
            discard();
        }
    }

    private void move() throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void discard() {
        if (closed) {
            return;
        }
        closed = true;
        free();
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new VideoNotWrittenException(
                    "the unfinished video " + part + " cannot be deleted; delete it by hand", e);
        }
    }

    private void free() {
        if (recorder != null) {
            recorder.close();
            recorder = null;
        }
        if (canvas != null) {
            canvas.close();
            canvas = null;
        }
    }

    private VideoNotWrittenException failure(IOException cause) {
        boolean known = cause != null && !(cause instanceof FrameRecorder.Exception);
        String reason = known ? " (" + cause.getMessage() + ")" : "";
        return new VideoNotWrittenException(
                "the video " + file + " cannot be written any further" + reason + "; check that its disk has room",
                cause);
    }
}
