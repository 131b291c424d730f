package io.agender.vision.video.http;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_read_partial;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EIO;

import io.agender.vision.VisionException;
import io.agender.vision.video.ffmpeg.InputAddress;
import io.agender.vision.video.ffmpeg.InputErrors;
import io.agender.vision.video.ffmpeg.ReadWatch;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * One answer of a web server, through FFmpeg: with its logins, its redirections and its time-outs, the same as for all
 * other sources. Belongs to one thread.
 */
final class HttpConnection implements AutoCloseable {

    private final InputErrors errors;
    private final ReadWatch watch;
    private final AVIOContext answer;

    private HttpConnection(InputErrors errors, ReadWatch watch, AVIOContext answer) {
        this.errors = errors;
        this.watch = watch;
        this.answer = answer;
    }

    /**
     * Asks for what is at an address.
     *
     * @param watch whose deadline holds for this and for every read
     * @throws VisionException when there is no answer, or another one than was asked for
     */
    static HttpConnection open(InputAddress address, InputErrors errors, ReadWatch watch) {
        try (PointerScope scope = new PointerScope()) {
            AVIOContext answer = new AVIOContext(null).retainReference();
            AVDictionary options = new AVDictionary(null);
            address.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
            int opened = avio_open2(answer, address.url(), AVIO_FLAG_READ, watch.callback(), options);
            av_dict_free(options);
            if (opened < 0) {
                requirePatience(errors, watch, errors.silent());
                throw errors.refused(opened);
            }
            return new HttpConnection(errors, watch, answer);
        }
    }

    /** What the server says that it sends, in small letters and without parameters; empty if it does not say. */
    String type() {
        try (PointerScope scope = new PointerScope()) {
            PointerPointer<BytePointer> found = new PointerPointer<>(1L);
            if (av_opt_get(answer, new BytePointer("mime_type"), AV_OPT_SEARCH_CHILDREN, found) < 0) {
                return "";
            }
            BytePointer text = found.get(BytePointer.class, 0);
            String type = text == null ? "" : text.getString().toLowerCase(Locale.ROOT);
            av_free(text);
            return type.split(";", 2)[0].strip();
        }
    }

    /** Whether it is a file on a server, of which parts can be asked for. */
    boolean isFile() {
        return answer.seekable() != 0;
    }

    /**
     * Reads what has come, at least a byte.
     *
     * @return the number of bytes; -1 at the end of the answer, or of the connection
     * @throws VisionException when reading fails otherwise, nothing comes in time, or the thread is interrupted
     */
    int read(byte[] bytes) {
        int read = avio_read_partial(answer, bytes, bytes.length);
        requirePatience(errors, watch, errors.stalled());
        // Where a server neither states a length nor that it will hang up, FFmpeg takes the end for a loss.
        if (read == 0 || read == AVERROR_EOF || read == AVERROR_EIO()) {
            return -1;
        }
        if (read < 0) {
            throw errors.broken(read);
        }
        return read;
    }

    private static void requirePatience(InputErrors errors, ReadWatch watch, VisionException late) {
        if (watch.interrupted()) {
            throw errors.interrupted();
        }
        if (watch.expired()) {
            throw late;
        }
    }

    @Override
    public void close() {
        avio_closep(answer);
    }
}
