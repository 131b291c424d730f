/** Writes ONNX files: their nodes and constants, and the values between them with shape and order. */
package io.agender.conversion.onnx;
