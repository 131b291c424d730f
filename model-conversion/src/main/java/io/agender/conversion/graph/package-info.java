/**
 * A network's graph as TensorFlow sees it, and its translation into that of an ONNX file.
 *
 * <p>TensorFlow keeps pictures as NHWC, the ONNX file as NCHW. Each value of the graph therefore carries its shape as
 * TensorFlow sees it and the order in which its numbers really lie ({@code Layout}); a rule per kind of operation
 * translates from one to the other, so that a Transpose is only left where the graph itself reorders numbers.
 */
package io.agender.conversion.graph;
