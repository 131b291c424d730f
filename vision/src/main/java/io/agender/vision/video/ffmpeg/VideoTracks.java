package io.agender.vision.video.ffmpeg;

import java.util.List;

/**
 * Which track of a source is the video.
 *
 * @param taken index of its stream
 * @param notes what is left out beside it, a sentence each; none where there is nothing else to see
 */
record VideoTracks(int taken, List<String> notes) {}
