package io.agender.inference;

import io.agender.schemas.CameraTracks;
import io.agender.schemas.PendingFrame;
import java.util.Optional;

/**
 * What came of looking at a frame.
 *
 * @param frame what goes on to the networks
 * @param tracks what is known of the camera's tracks now; empty when nothing changed
 * @param undecodable why the picture could not be read, if it could not
 */
record FoundFaces(PendingFrame frame, Optional<CameraTracks> tracks, Optional<RuntimeException> undecodable) {}
