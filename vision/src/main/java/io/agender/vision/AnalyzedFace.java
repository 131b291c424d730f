package io.agender.vision;

/** A face and what the networks say of it. */
public record AnalyzedFace(Detection detection, FaceAttributes attributes) {}
