/**
 * Runs ONNX networks with ONNX Runtime and turns their answers into values. Knows no pictures: what goes in are numbers
 * that {@code io.agender.vision.image} wrote.
 */
package io.agender.vision.onnx;
