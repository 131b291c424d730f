/**
 * {@code agender.faces} to {@code agender.summary}: what each camera saw, window by window, by that camera's own clock.
 * Here is the topology with its processors; what they compute is in the rooms below, which know no Kafka.
 */
package io.agender.aggregator;
