/** From agender.frames to agender.faces: finds the faces of each frame, estimates gender and age, one record per frame. */
package io.agender.inference;
