/**
 * The words and values of the vision library. Everything here is plain Java: no native type appears in a signature.
 * {@code io.agender.vision.engine} is the way in.
 */
package io.agender.vision;
