/**
 * Turns a TensorFlow.js graph model into an ONNX file: the tool that made the bundled networks, kept so that anybody can
 * make them again, byte for byte.
 *
 * <p>TensorFlow keeps pictures as NHWC, the ONNX file as NCHW. Each value of the graph therefore carries its shape as
 * TensorFlow sees it and the order in which its numbers really lie ({@code Layout}); a rule per kind of operation
 * translates from one to the other, so that a Transpose is only left where the graph itself reorders numbers.
 */
package io.agender.conversion;
