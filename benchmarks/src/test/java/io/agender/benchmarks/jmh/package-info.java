/**
 * Measurements with JMH: how long each stage of an analysis takes on one thread. They are among the tests, so that every
 * build compiles them and the program is without JMH.
 */
package io.agender.benchmarks.jmh;
