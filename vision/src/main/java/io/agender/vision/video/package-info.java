/**
 * Reads videos: what all kinds of sources share, which is picking, shaping, encoding and handing over frames. The kinds
 * have rooms of their own in here; {@code io.agender.vision.engine} chooses among them.
 */
package io.agender.vision.video;
