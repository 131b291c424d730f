package io.agender.vision.opencv;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EIO;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoFrame;
import io.agender.vision.VideoInfo;
import io.agender.vision.VideoLocation;
import io.agender.vision.VideoOptions;
import io.agender.vision.VideoSource;
import io.agender.vision.VisionException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JPEG pictures of a camera over HTTP: one endless answer of many (MJPEG), or a single one, such as {@code
 * http://camera/snapshot.jpg}, which is asked for again and again. Pictures are found by their own markers ({@link
 * JpegScanner}) and dated by their arrival.
 *
 * <p>A single picture is asked for at the rate of the options, else once a second; a request that fails is repeated, each
 * time after twice as long, until no picture came for the stall timeout. Pictures that stay the same are handed on like
 * others, and told in the log once they are many: the camera may be frozen.
 *
 * <p>Belongs to one thread; whoever opened it closes it.
 */
public final class HttpPictureSource implements VideoSource {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPictureSource.class);

    private static final double USUAL_PACE = 1;

    /** So many equal pictures in a row are no accident: the noise of a lens cap differs from picture to picture. */
    private static final int MANY_EQUAL = 10;

    private static final int CHUNK = 1 << 16;
    private static final String PART_HEADER = "Content-";

    /** Pictures of these kinds only come one by one. */
    private static final Map<String, String> OTHERS =
            Map.of("image/png", "png", "image/webp", "webp", "image/bmp", "bmp", "image/x-ms-bmp", "bmp");

    private static final String JPEG = "mjpeg";

    /** What servers call pictures that follow each other without parts. */
    private static final Pattern MOTION = Pattern.compile("(video|image)/(x-)?m(otion-?)?jpe?g");

    /** How long a server may take to hang up, or to send the next picture, behind one that it calls a single one. */
    private static final Duration NEXT_PICTURE = Duration.ofSeconds(2);

    private final InputAddress address;
    private final VideoOptions options;
    private final InputTrouble trouble;
    private final ReadWatch watch = new ReadWatch();
    private final VideoDecoder decoder;
    private final FrameFinisher finisher;
    private final FrameSampler sampler;
    private final FrameClock clock = new FrameClock(0, false);
    private final byte[] chunk = new byte[CHUNK];
    private JpegScanner scanner = new JpegScanner();
    private String kind = JPEG;
    private HttpConnection connection;
    private Optional<VideoFrame> first = Optional.empty();
    private VisionException failure;
    private Optional<byte[]> second = Optional.empty();
    private boolean snapshot;
    private long askedNanos;
    private byte[] before = {};
    private int equal;
    private boolean closed;

    private HttpPictureSource(InputAddress address, VideoOptions options) {
        this.address = address;
        this.options = options;
        this.trouble = new InputTrouble(address.name(), options.stallTimeout());
        this.decoder = VideoDecoder.ofPictures(options.maxPixels());
        this.finisher = new FrameFinisher(true, options, trouble);
        this.sampler = new FrameSampler(options.framesPerSecond());
    }

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
        HttpPictureSource source = new HttpPictureSource(InputAddress.network(location, url, options), options);
        try {
            if (source.begin()) {
                return Optional.of(source);
            }
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
        source.close();
        return Optional.empty();
    }

    /** Whether pictures are there; then the first one has been read. */
    private boolean begin() {
        watch.arm(options.stallTimeout());
        connect();
        String type = connection.type();
        boolean many = type.startsWith("multipart/");
        boolean one = type.matches("image/(x-)?p?jpe?g") || OTHERS.containsKey(type);
        if (!many && !one && !MOTION.matcher(type).matches() && !looksLikePictures()) {
            return false;
        }
        kind = OTHERS.getOrDefault(type, JPEG);
        watch.arm(options.stallTimeout());
        while (first.isEmpty()) {
            Optional<byte[]> picture = nextBytes();
            if (picture.isEmpty()) {
                throw trouble.refused(scanner.inPicture() ? AVERROR_EIO() : AVERROR_INVALIDDATA);
            }
            if (PictureHeader.isAnimatedPng(picture.get())) {
                return false;
            }
            first = take(picture.get());
        }
        if (!many) {
            second = one ? more() : nextBytes();
            if (second.isPresent() && connection.isFile()) {
                return false; // a recording, whose frames wait
            }
            snapshot = second.isEmpty();
        }
        if (snapshot) {
            hangUp();
        }
        return true;
    }

    /** Some servers say that they send a single picture, and then send one after the other. */
    private Optional<byte[]> more() {
        if (!kind.equals(JPEG)) {
            return Optional.empty();
        }
        Duration patience = options.stallTimeout();
        watch.arm(patience.compareTo(NEXT_PICTURE) < 0 ? patience : NEXT_PICTURE);
        try {
            return nextBytes();
        } catch (VisionException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private void connect() {
        scanner = new JpegScanner();
        askedNanos = System.nanoTime();
        connection = HttpConnection.open(address, trouble, watch);
    }

    /** For servers that do not say what they send: a part's boundary, or a picture, is at the beginning. */
    private boolean looksLikePictures() {
        int read = connection.read(chunk);
        if (read < 0) {
            throw trouble.refused(AVERROR_EOF);
        }
        scanner.add(chunk, read);
        int at = 0;
        while (at < read && (chunk[at] == '\r' || chunk[at] == '\n')) {
            at++;
        }
        boolean boundary = at + 1 < read && chunk[at] == '-' && chunk[at + 1] == '-';
        return boundary
                || beginsWithPart(at, read)
                || at + 1 < read && chunk[at] == (byte) 0xff && chunk[at + 1] == (byte) 0xd8;
    }

    /** Some leave the first boundary out, or only its dashes. */
    private boolean beginsWithPart(int from, int to) {
        String start = new String(chunk, from, Math.min(to - from, PART_HEADER.length()), StandardCharsets.ISO_8859_1);
        return start.equalsIgnoreCase(PART_HEADER);
    }

    /** The next whole picture as it comes; empty at the end of the answer. */
    private Optional<byte[]> nextBytes() {
        if (!kind.equals(JPEG)) {
            return wholeAnswer();
        }
        Optional<byte[]> picture = scanner.next();
        while (picture.isEmpty() && readOn()) {
            picture = scanner.next();
        }
        return picture;
    }

    /** Of kinds of pictures other than JPEG, whose ends are not looked for. */
    private Optional<byte[]> wholeAnswer() {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        for (int read = connection.read(chunk); read > 0; read = connection.read(chunk)) {
            picture.write(chunk, 0, read);
            if (picture.size() > JpegScanner.MOST_BYTES) {
                throw trouble.refused(AVERROR_INVALIDDATA);
            }
        }
        return picture.size() == 0 ? Optional.empty() : Optional.of(picture.toByteArray());
    }

    private boolean readOn() {
        int read = connection.read(chunk);
        if (read > 0) {
            scanner.add(chunk, read);
        }
        return read > 0;
    }

    @Override
    public VideoInfo info() {
        FrameShape shape = finisher.shape();
        return new VideoInfo(
                (snapshot ? "snapshot/" : "mpjpeg/") + kind,
                shape.width(),
                shape.height(),
                snapshot ? pace() : 0,
                OptionalLong.empty(),
                Optional.empty(),
                shape.upright().quarterTurns() * 90,
                shape.upright().mirrored(),
                true,
                snapshot
                        ? List.of("it is a single picture, which is asked for again " + times() + " a second (--fps)")
                        : List.of());
    }

    private double pace() {
        return options.framesPerSecond() > 0 ? options.framesPerSecond() : USUAL_PACE;
    }

    private String times() {
        String number = String.valueOf(pace());
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + " times";
    }

    @Override
    public Optional<VideoFrame> next() {
        if (closed) {
            throw new IllegalStateException(address + " is closed");
        }
        if (failure != null) {
            throw failure;
        }
        if (first.isPresent()) {
            Optional<VideoFrame> frame = first;
            first = Optional.empty();
            return frame;
        }
        try {
            return Optional.of(snapshot ? ask() : follow());
        } catch (VisionException e) {
            failure = e;
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = trouble.interrupted();
            throw failure;
        }
    }

    /** The next picture of an endless answer. */
    private VideoFrame follow() {
        watch.arm(options.stallTimeout());
        while (true) {
            Optional<byte[]> picture = second.isPresent() ? second : nextBytes();
            second = Optional.empty();
            if (picture.isEmpty()) {
                throw scanner.inPicture() ? trouble.broken(AVERROR_EIO()) : trouble.ended();
            }
            Optional<VideoFrame> frame = take(picture.get());
            if (frame.isPresent()) {
                return frame.get();
            }
        }
    }

    /** The picture as a frame, when it is one, and one that is wanted. */
    private Optional<VideoFrame> take(byte[] picture) {
        long micros = clock.position(OptionalLong.of(System.nanoTime() / 1_000));
        if (!snapshot && !sampler.wants(micros)) {
            watch.arm(options.stallTimeout());
            return Optional.empty();
        }
        try (PointerScope scope = new PointerScope()) {
            Optional<EncodedImage> image = image(picture);
            if (image.isPresent()) {
                watch.arm(options.stallTimeout());
                sampler.take(micros);
            }
            return image.map(taken -> new VideoFrame(taken, Duration.ofNanos(micros * 1_000)));
        }
    }

    private Optional<EncodedImage> image(byte[] picture) {
        if (!kind.equals(JPEG)) {
            PictureReader reader = new PictureReader(options.maxPixels());
            return Optional.of(finisher.finish(reader.decode(picture, address.name(), this::requireOne)));
        }
        Optional<JpegPicture> jpeg = JpegPicture.of(picture);
        if (jpeg.isPresent() && (long) jpeg.get().width() * jpeg.get().height() > options.maxPixels()) {
            throw trouble.tooLarge(jpeg.get().width(), jpeg.get().height(), options.maxPixels());
        }
        Optional<EncodedImage> kept = finisher.keep(picture);
        if (kept.isPresent()) {
            return kept;
        }
        send(picture);
        AVFrame frame = decoder.receive();
        if (frame == null) {
            return Optional.empty();
        }
        // Only a decoded frame shows whether the pictures need turning or scaling.
        finisher.shape(frame, decoder.upright());
        kept = finisher.keep(picture);
        return kept.isPresent() ? kept : Optional.of(finisher.finish(frame, decoder.upright()));
    }

    private void requireOne(PictureHeader header) {
        if (header.several()) {
            throw new VisionException(address + " is an animation, of which not all can be read over the network;"
                    + " give it as a file");
        }
    }

    private void send(byte[] picture) {
        AVPacket packet = av_packet_alloc();
        try {
            if (av_new_packet(packet, picture.length) >= 0) {
                packet.data().put(picture, 0, picture.length);
                decoder.send(packet);
            }
        } finally {
            av_packet_free(packet);
        }
    }

    /** The single picture once more, when it is due. */
    private VideoFrame ask() throws InterruptedException {
        long period = Math.round(TimeUnit.SECONDS.toNanos(1) / pace());
        long due = askedNanos + period;
        long deadline = due + options.stallTimeout().toNanos();
        long wait = period;
        while (true) {
            long now = System.nanoTime();
            if (due > now) {
                TimeUnit.NANOSECONDS.sleep(due - now);
            }
            watch.arm(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            VisionException why = trouble.broken(AVERROR_INVALIDDATA);
            Optional<byte[]> picture = Optional.empty();
            try {
                connect();
                picture = nextBytes();
            } catch (VisionException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                why = e;
            } finally {
                hangUp();
            }
            Optional<VideoFrame> frame = picture.flatMap(this::single);
            if (frame.isPresent()) {
                return frame.get();
            }
            due = System.nanoTime() + wait;
            wait = 2 * wait;
            if (due > deadline) {
                throw why;
            }
        }
    }

    private Optional<VideoFrame> single(byte[] picture) {
        equal = Arrays.equals(picture, before) ? equal + 1 : 0;
        before = picture;
        if (equal == MANY_EQUAL) {
            LOG.warn("{} gave the same picture {} times in a row; it may be frozen", address, equal + 1);
        }
        return take(picture);
    }

    private void hangUp() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.ignoreInterrupts();
        watch.arm(Duration.ZERO);
        hangUp();
        finisher.close();
        decoder.close();
        watch.close();
    }
}
