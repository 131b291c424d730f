/**
 * Turns networks of other formats into ONNX files: the tool that made the bundled networks, kept so that anybody can
 * make them again, byte for byte. {@code format} reads what is published, {@code graph} holds and translates the graph
 * of a network, {@code onnx} writes.
 */
package io.agender.conversion;
