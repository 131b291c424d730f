/**
 * Reads, converts, draws and writes pictures with OpenCV and FFmpeg. Native types end here: what leaves is plain values.
 * For {@code io.agender.vision.engine} only.
 */
package io.agender.vision.opencv;
