/**
 * Sources that FFmpeg reads: video files, animations, cameras and streams over the network, webcams. Native types end
 * here: what leaves is encoded pictures with their times.
 */
package io.agender.vision.video.ffmpeg;
