/**
 * How topics are read by those who look at them: the dashboard, a run that collects its results, the benchmarks, the
 * audit. The services that take part in the pipeline read by Kafka Streams instead.
 */
package io.agender.schemas.reader;
