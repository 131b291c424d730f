/**
 * Pictures and pixels: reading headers, decoding, turning, cutting, scaling, encoding, and the blobs that networks are
 * fed. Native pixels are owned by the caller's scope.
 */
package io.agender.vision.image;
