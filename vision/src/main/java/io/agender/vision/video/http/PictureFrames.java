package io.agender.vision.video.http;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import io.agender.vision.EncodedImage;
import io.agender.vision.VideoOptions;
import io.agender.vision.VisionException;
import io.agender.vision.image.JpegPicture;
import io.agender.vision.image.PictureHeader;
import io.agender.vision.image.PictureReader;
import io.agender.vision.video.FrameShape;
import io.agender.vision.video.ffmpeg.FrameFinisher;
import io.agender.vision.video.ffmpeg.InputErrors;
import io.agender.vision.video.ffmpeg.VideoDecoder;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerScope;

/**
 * Makes the pictures of a live source upright and as large as the options want them. Belongs to one thread; its buffers live
 * until closed.
 */
final class PictureFrames implements AutoCloseable {

    private final VideoOptions options;
    private final InputErrors errors;
    private final PictureReader reader;
    private final VideoDecoder decoder;
    private final FrameFinisher finisher;

    PictureFrames(VideoOptions options, InputErrors errors) {
        this.options = options;
        this.errors = errors;
        this.reader = new PictureReader(options.maxPixels());
        this.decoder = VideoDecoder.ofPictures(options.maxPixels());
        this.finisher = new FrameFinisher(true, options, errors);
    }

    /** Of the first picture; null before it came. */
    FrameShape shape() {
        return finisher.shape();
    }

    /** Decodes a picture only when it is not wanted as it is; empty when that fails. */
    Optional<EncodedImage> ofJpeg(byte[] picture) {
        Optional<JpegPicture> jpeg = JpegPicture.of(picture);
        if (jpeg.isPresent() && (long) jpeg.get().width() * jpeg.get().height() > options.maxPixels()) {
            throw errors.tooLarge(jpeg.get().width(), jpeg.get().height(), options.maxPixels());
        }
        Optional<EncodedImage> kept = finisher.keep(picture);
        if (kept.isPresent()) {
            return kept;
        }
        try (PointerScope scope = new PointerScope()) {
            send(picture);
            AVFrame frame = decoder.receive();
            return frame == null
                    ? Optional.empty()
                    : Optional.of(finisher.keepOrFinish(picture, frame, decoder.upright()));
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

    /**
     * A picture that is no JPEG.
     *
     * @throws VisionException when it can't be decoded, is too large, or holds several
     */
    EncodedImage ofOther(byte[] picture) {
        try (PointerScope scope = new PointerScope()) {
            return finisher.finish(reader.decode(picture, errors.name(), this::requireOne));
        }
    }

    private void requireOne(PictureHeader header) {
        if (header.several()) {
            throw new VisionException(errors.name()
                    + " is an animation, of which not all can be read over the network; give it as a file");
        }
    }

    @Override
    public void close() {
        finisher.close();
        decoder.close();
    }
}
