package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Counts the frames of an MP4 or QuickTime file that its edit list leaves: a clip that was cut without encoding it anew
 * still holds the frames before the cut, which are needed to decode the others and are not shown.
 */
final class ShownFrames {

    /** FFmpeg's mark of what is decoded and not shown. */
    private static final int DISCARDED = 2;

    private ShownFrames() {}

    /** From the container's index, which FFmpeg has read; empty when all that the container counts is shown. */
    static OptionalLong of(AVStream stream) {
        int entries = avformat_index_get_entries_count(stream);
        long shown = 0;
        for (int i = 0; i < entries; i++) {
            shown += (avformat_index_get_entry(stream, i).flags() & DISCARDED) == 0 ? 1 : 0;
        }
        return stream.nb_frames() == 0 || shown == 0 || shown == entries && entries >= stream.nb_frames()
                ? OptionalLong.empty()
                : OptionalLong.of(shown);
    }
}
