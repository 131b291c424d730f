/** A scene of walking faces that is drawn here, for trying things without a camera. */
package io.agender.vision.video.scene;
