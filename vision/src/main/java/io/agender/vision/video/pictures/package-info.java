/** Pictures in files as a video: folders, patterns, single pictures and animated WebP. */
package io.agender.vision.video.pictures;
