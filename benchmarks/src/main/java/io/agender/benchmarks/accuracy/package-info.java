/**
 * How far gender and age are off, measured on labelled faces: {@code agender bench accuracy}. Reads labels, runs detectors
 * and models as the pipeline does, and works out errors with intervals, by group.
 */
package io.agender.benchmarks.accuracy;
