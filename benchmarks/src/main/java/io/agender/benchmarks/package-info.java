/** Measurements with JMH: how long each stage of an analysis takes on one thread. */
package io.agender.benchmarks;
