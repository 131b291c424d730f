/**
 * The gate before the detector: tells which frames need not be searched, since nothing has changed where nobody was. Pure
 * Java: a fold over the frames of a stream.
 */
package io.agender.vision.gate;
