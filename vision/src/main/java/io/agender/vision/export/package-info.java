/** Writes annotated video: boxes and labels on the frames, and the file that browsers play. */
package io.agender.vision.export;
